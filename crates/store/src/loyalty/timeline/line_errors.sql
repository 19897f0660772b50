-- The latest errors of ours with a client up to a moment.
SELECT id, happened_at, words, found_by, told_at FROM own_errors
WHERE organization_id = $1 AND client_no = $2 AND happened_at <= $3 AND NOT withdrawn
ORDER BY happened_at DESC, id DESC
LIMIT $4
