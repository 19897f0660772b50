-- A page in the order of the key, which is how people look for a client; `after` is the last key of the page before.
SELECT id, no, key, name, attributes, created_at
FROM clients
WHERE organization_id = $1 AND key > $2
ORDER BY key
LIMIT $3
