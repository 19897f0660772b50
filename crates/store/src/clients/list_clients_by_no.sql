-- Clients by the numbers that the log gives them.
SELECT c.id, c.no, c.key, c.name, c.attributes, c.created_at
FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN clients c
WHERE c.organization_id = $1 AND c.no = k.no
