-- It is over. Only the worker that holds it may say so.
UPDATE jobs SET state = $3, finished_at = $4, locked_until = NULL, locked_by = NULL, last_error = $5
WHERE id = $1 AND locked_by = $2 AND state = 'running'
