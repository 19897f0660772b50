-- What care rules read of these clients.
SELECT c.no, c.attributes, c.created_at
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN clients c
WHERE c.organization_id = $1 AND c.no = r.no
