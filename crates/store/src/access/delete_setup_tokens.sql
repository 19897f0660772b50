-- A new link replaces the one before it.
DELETE FROM setup_tokens
