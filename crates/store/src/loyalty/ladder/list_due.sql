-- Whose standing can have changed by the mere passing of time.
SELECT client_no FROM standings
WHERE organization_id = $1 AND due_at <= $2
ORDER BY due_at
LIMIT $3
