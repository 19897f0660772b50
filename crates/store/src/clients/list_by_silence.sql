-- A page of whom we have not met for longest, after a moment and a number; whom we never met comes first.
SELECT c.id, c.no, c.key, c.name, c.kind, c.owner_id, c.attributes, c.created_at, c.last_touch_at, c.merged_into
FROM clients c
WHERE c.organization_id = $1 AND c.merged_into IS NULL AND (c.last_touch_at, c.no) > ($2, $3)
ORDER BY c.last_touch_at, c.no
LIMIT $4
