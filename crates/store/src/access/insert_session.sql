-- Somebody signed in.
INSERT INTO sessions (id, token_hash, account_id, organization_id, created_at, last_seen_at, expires_at, user_agent, ip)
VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)
