-- The worker is alive and this far; says whether the job is still wanted. A worker that lost its lease finds nothing.
UPDATE jobs SET locked_until = $3, progress = COALESCE($4, progress)
WHERE id = $1 AND locked_by = $2 AND state = 'running'
RETURNING cancel_requested
