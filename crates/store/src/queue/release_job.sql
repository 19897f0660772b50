-- The server stops: the job goes back as if it had not been taken.
UPDATE jobs SET state = 'queued', run_at = $3, attempts = attempts - 1, locked_until = NULL, locked_by = NULL
WHERE id = $1 AND locked_by = $2 AND state = 'running'
