-- The browsers in which an account is signed in.
SELECT id, account_id, organization_id, created_at, last_seen_at, expires_at, user_agent, ip
FROM sessions
WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2
ORDER BY last_seen_at DESC, id DESC
