-- The key was used. The server calls this at most once a minute for each, to spare the writer.
UPDATE api_tokens SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)
