-- An open invitation is taken back; an accepted one can't be.
UPDATE invitations SET revoked_at = $3
WHERE organization_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL
