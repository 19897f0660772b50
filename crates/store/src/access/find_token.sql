-- Every request with a key asks this. The hash is the secret, so no organization is asked for.
SELECT id, organization_id, name, prefix, scopes, made_by, created_at, expires_at, last_used_at, revoked_at
FROM api_tokens
WHERE token_hash = $1
