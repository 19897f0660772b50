-- The organization's keys that are not revoked, newest first.
SELECT id, organization_id, name, prefix, scopes, made_by, created_at, expires_at, last_used_at, revoked_at
FROM api_tokens
WHERE organization_id = $1 AND revoked_at IS NULL
ORDER BY created_at DESC, id DESC
