-- Whom touches were recorded of since a place in the log.
SELECT seq, client_no FROM touches
WHERE organization_id = $1 AND seq > $2
ORDER BY seq
LIMIT $3
