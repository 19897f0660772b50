-- When the next job is due, so that a worker knows how long it may sleep: one that waits, or one whose worker is not heard
-- of any more when its lease ends. Without the second, work of a program that was killed would lie there.
SELECT MIN(CASE WHEN state = 'queued' THEN run_at ELSE locked_until END) AS run_at
FROM jobs
WHERE state IN ('queued', 'running')
