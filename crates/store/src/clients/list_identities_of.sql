-- What other systems call these clients.
SELECT i.client_no, i.system, i.key
FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN client_identities i
WHERE i.organization_id = $1 AND i.client_no = k.no
ORDER BY i.client_no, i.system, i.key
