-- From the queue into work. A second worker that was slower changes nothing, and neither does one that starts again
-- after the first was killed: it goes on.
UPDATE imports SET state = 'running', started_at = COALESCE(started_at, $3)
WHERE organization_id = $1 AND id = $2 AND state IN ('queued', 'running')
