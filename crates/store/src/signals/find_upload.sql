-- What is known of a file.
SELECT id, name, bytes, details, created_at FROM uploads WHERE organization_id = $1 AND id = $2
