-- What is kept of where these clients stand.
SELECT s.client_no, s.rung, s.basis, s.held_since, s.since, s.left_at, s.last_plus_one, s.mean, s.due_at
FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN standings s
WHERE s.organization_id = $1 AND s.client_no = k.no
