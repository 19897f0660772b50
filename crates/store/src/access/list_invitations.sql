-- Newest first, with those that are over.
SELECT id, organization_id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at
FROM invitations
WHERE organization_id = $1
ORDER BY created_at DESC, id DESC
