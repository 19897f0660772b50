-- A further link to a client's page; its secret is known to who made it alone.
INSERT INTO client_links (organization_id, id, client_no, contact_id, secret_hash, made_by, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
