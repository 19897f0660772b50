-- Somebody no longer wants it. One that waits is over at once; one that runs is told at its next heartbeat.
UPDATE jobs SET
    cancel_requested = TRUE,
    state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
    finished_at = CASE WHEN state = 'queued' THEN $2 ELSE finished_at END
WHERE id = $1 AND state IN ('queued', 'running')
