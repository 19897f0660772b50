-- The latest conversations about expectations with a client that were held or played back up to a moment.
SELECT id, held_at, played_back_at FROM discovery_sessions
WHERE organization_id = $1 AND client_no = $2 AND held_at <= $3
ORDER BY held_at DESC, id DESC
LIMIT $4
