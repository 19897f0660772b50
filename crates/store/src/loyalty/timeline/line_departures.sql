-- When a client left us, the latest up to a moment.
SELECT id, at, words FROM departures
WHERE organization_id = $1 AND client_no = $2 AND at <= $3 AND NOT withdrawn
ORDER BY at DESC, id DESC
LIMIT $4
