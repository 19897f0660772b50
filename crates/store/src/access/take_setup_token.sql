-- The link is used up in the moment in which it is used.
DELETE FROM setup_tokens WHERE token_hash = $1
