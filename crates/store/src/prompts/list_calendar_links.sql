-- A person's links that somebody may still hold, the newest first.
SELECT id, person_id, created_at FROM calendar_links
WHERE organization_id = $1 AND person_id = $2 AND revoked_at IS NULL
ORDER BY created_at DESC, id DESC
