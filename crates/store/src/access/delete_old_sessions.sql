-- Sessions that ended long ago; people no longer need to see them.
DELETE FROM sessions WHERE expires_at < $1
