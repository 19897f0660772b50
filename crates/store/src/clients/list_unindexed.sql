-- Clients whose words were made by an older rule, or never.
SELECT c.id, c.no, c.key, c.name, c.kind, c.owner_id, c.attributes, c.created_at, c.last_touch_at, c.merged_into
FROM clients c
WHERE c.organization_id = $1 AND c.words_version < $2
ORDER BY c.words_version, c.no
LIMIT $3
