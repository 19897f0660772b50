-- Only the token's hash is kept: who reads the store can't join with it.
INSERT INTO invitations (id, organization_id, email, role, token_hash, invited_by, created_at, expires_at)
VALUES ($2, $1, $3, $4, $5, $6, $7, $8)
