-- Which of many clients are known, and what is known of them. CROSS JOIN: the keys first, as for responses.
SELECT c.id, c.no, c.key, c.name, c.kind, c.owner_id, c.attributes, c.created_at, c.last_touch_at, c.merged_into
FROM json_rows($2) AS k(key TEXT)
CROSS JOIN clients c
WHERE c.organization_id = $1 AND c.key = k.key
