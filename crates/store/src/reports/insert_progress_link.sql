-- A further link; its secret is known to who made it alone.
INSERT INTO progress_links (organization_id, id, name, secret_hash, made_by, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
