-- The timer was set, the room was closed, or a new link was made.
UPDATE sprints SET ends_at = $3, closed_at = $4, secret_hash = COALESCE($5, secret_hash), revision = revision + 1
WHERE organization_id = $1 AND id = $2 AND closed_at IS NULL
