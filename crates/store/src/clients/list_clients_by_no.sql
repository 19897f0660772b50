-- Clients by the numbers that the log gives them.
SELECT c.id, c.no, c.key, c.name, c.kind, c.owner_id, c.attributes, c.created_at, c.last_touch_at, c.merged_into
FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN clients c
WHERE c.organization_id = $1 AND c.no = k.no
