-- It failed and will be tried again.
UPDATE jobs SET state = 'queued', run_at = $3, locked_until = NULL, locked_by = NULL, last_error = $4
WHERE id = $1 AND locked_by = $2 AND state = 'running'
