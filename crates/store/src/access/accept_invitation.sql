-- Takes the invitation only while it is open, so that a link joins once even if it is opened twice at the same moment.
UPDATE invitations SET accepted_at = $2
WHERE token_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
RETURNING id, organization_id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at
