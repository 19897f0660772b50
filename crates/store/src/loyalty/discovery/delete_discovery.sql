-- A session that was never played back is thrown away.
DELETE FROM discovery_sessions WHERE organization_id = $1 AND id = $2 AND played_back_at IS NULL
