-- A picture that lies in the data folder.
INSERT INTO pictures (organization_id, id, name, format, width, height, bytes, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
