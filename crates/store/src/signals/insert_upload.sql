-- A file that lies in the server's folder.
INSERT INTO uploads (organization_id, id, name, bytes, details, created_at) VALUES ($1, $2, $3, $4, $5, $6)
