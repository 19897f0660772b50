-- Whose standing can have changed by the mere passing of time, found by the day.
SELECT client_no FROM standings
WHERE organization_id = $1 AND due_at / 86400000000 <= CAST($2 AS BIGINT) / 86400000000 AND due_at <= $2
ORDER BY due_at / 86400000000
LIMIT $3
