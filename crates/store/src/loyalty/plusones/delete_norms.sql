-- It is an expectation of these clients no more.
DELETE FROM plus_one_norms
WHERE organization_id = $1 AND plus_one_no = $2
  AND client_no IN (SELECT r.client_no FROM json_rows($3) AS r(client_no BIGINT))
