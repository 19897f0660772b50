-- From now on the link opens nothing.
UPDATE client_links SET revoked_at = $3 WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL
