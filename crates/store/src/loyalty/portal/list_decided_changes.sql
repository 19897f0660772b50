-- Findings of which it was decided for this client: told, or not to be told.
SELECT g.finding_id FROM client_changes g
WHERE g.organization_id = $1 AND g.client_no = $2 AND g.finding_id IS NOT NULL
UNION
SELECT u.finding_id FROM untold_changes u
WHERE u.organization_id = $1 AND u.client_no = $2
