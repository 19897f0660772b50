-- One picture.
SELECT id, name, format, width, height, bytes, created_at FROM pictures WHERE organization_id = $1 AND id = $2
