-- Somebody follows the link. The hash is the secret, so no organization is asked for.
SELECT id, organization_id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at
FROM invitations
WHERE token_hash = $1
