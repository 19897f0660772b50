-- A page in the order of names, after a name and a number.
SELECT c.id, c.no, c.key, c.name, c.kind, c.owner_id, c.attributes, c.created_at, c.last_touch_at, c.merged_into
FROM clients c
WHERE c.organization_id = $1 AND c.merged_into IS NULL AND (c.sort_name, c.no) > ($2, $3)
ORDER BY c.sort_name, c.no
LIMIT $4
