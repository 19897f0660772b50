-- From now on the link opens nothing. Only the person's own.
UPDATE calendar_links SET revoked_at = $4 WHERE organization_id = $1 AND id = $2 AND person_id = $3 AND revoked_at IS NULL
