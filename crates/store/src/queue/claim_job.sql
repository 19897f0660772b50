-- Takes the job that has been due the longest, or one whose worker has not been heard of for the time of its lease.
-- One statement, so that no job is taken twice: SQLite has one writer at a time; on PostgreSQL workers step over each
-- other's rows instead of waiting for them.
UPDATE jobs SET state = 'running', attempts = attempts + 1, locked_until = $2, locked_by = $3
WHERE id = (
    SELECT id FROM jobs
    WHERE (state = 'queued' AND run_at <= $1) OR (state = 'running' AND locked_until <= $1)
    ORDER BY run_at, id
    LIMIT 1
    --pg: FOR UPDATE SKIP LOCKED
)
RETURNING id, organization_id, kind, payload, state, run_at, attempts, max_attempts, progress, last_error,
          cancel_requested, created_at, finished_at
