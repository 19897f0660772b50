-- Signed out, or closed from another browser of the same account.
UPDATE sessions SET revoked_at = $3 WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL
