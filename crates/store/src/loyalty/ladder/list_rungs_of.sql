-- Where these clients stand, of those who are still with us.
SELECT s.client_no, s.rung
FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN standings s
WHERE s.organization_id = $1 AND s.client_no = k.no AND s.left_at IS NULL
