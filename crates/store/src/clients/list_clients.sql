-- A page in the order of the key, for what goes through all of them; `after` is the last key of the page before.
SELECT c.id, c.no, c.key, c.name, c.kind, c.owner_id, c.attributes, c.created_at, c.last_touch_at, c.merged_into
FROM clients c
WHERE c.organization_id = $1 AND c.key > $2
ORDER BY c.key
LIMIT $3
