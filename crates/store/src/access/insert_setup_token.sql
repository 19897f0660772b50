-- The one-time link of the first run.
INSERT INTO setup_tokens (token_hash, created_at) VALUES ($1, $2)
