-- Whose progress a link shows. Asked before any organization is known, by what only the link's holder can know.
SELECT organization_id FROM progress_links WHERE secret_hash = $1 AND revoked_at IS NULL AND expires_at > $2
