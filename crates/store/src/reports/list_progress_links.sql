-- The links that somebody may still hold, the newest first.
SELECT id, name, made_by, created_at, expires_at FROM progress_links
WHERE organization_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC
