-- The numbers of expectations and of who has them.
SELECT x.id, x.no, x.client_no
FROM json_rows($2) AS k(id TEXT)
CROSS JOIN expectations x
WHERE x.organization_id = $1 AND x.id = k.id
