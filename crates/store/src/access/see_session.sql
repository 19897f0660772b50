-- The session was used. The server calls this at most once a minute for each, to spare the writer.
UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2
