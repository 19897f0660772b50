-- The latest promises to a client up to a moment.
SELECT id, made_at, words, state, due_at, settled_at FROM promises
WHERE organization_id = $1 AND client_no = $2 AND made_at <= $3
ORDER BY made_at DESC, id DESC
LIMIT $4
