-- After a change of password: all but the one in which it was changed ('' = none is kept).
UPDATE sessions SET revoked_at = $3 WHERE account_id = $1 AND id <> $2 AND revoked_at IS NULL
