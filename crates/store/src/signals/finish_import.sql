-- It is over, one way or another, and only once.
UPDATE imports SET state = $3, finished_at = $4, error = $5
WHERE organization_id = $1 AND id = $2 AND state IN ('queued', 'running')
  AND ($3 <> 'done' OR NOT cancel_requested)
