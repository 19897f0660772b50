-- Whether the link that somebody follows is the one that was printed.
SELECT EXISTS (SELECT 1 FROM setup_tokens WHERE token_hash = $1) AS found
