-- Only the secret's hash is kept; the prefix is for people.
INSERT INTO api_tokens (id, organization_id, name, prefix, token_hash, scopes, made_by, created_at, expires_at)
VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9)
