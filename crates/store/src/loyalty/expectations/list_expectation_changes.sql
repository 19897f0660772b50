-- The history of one expectation, the newest first.
SELECT seq, kind, at, by_name, by_client, before_state, after_state FROM expectation_changes
WHERE organization_id = $1 AND expectation_id = $2
ORDER BY seq DESC
LIMIT $3
