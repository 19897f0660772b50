-- How these clients came to stand where they stand.
SELECT s.client_no, s.occurred_at, s.from_rung, s.to_rung, s.reasons
FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN standing_changes s
WHERE s.organization_id = $1 AND s.client_no = k.no
