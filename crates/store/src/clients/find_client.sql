-- One client.
SELECT id, no, key, name, attributes, created_at FROM clients WHERE organization_id = $1 AND id = $2
