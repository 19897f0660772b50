-- Somebody no longer wants it. One that runs is told so at its next step; one that waits is over at once.
UPDATE imports SET
    cancel_requested = TRUE,
    state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
    finished_at = CASE WHEN state = 'queued' THEN $3 ELSE finished_at END
WHERE organization_id = $1 AND id = $2 AND state IN ('queued', 'running')
