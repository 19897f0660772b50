-- From now on this version is in force, and nothing changes it any more.
UPDATE platform_versions SET revision = $3, published_by = $4, published_at = $5
WHERE organization_id = $1 AND id = $2 AND published_at IS NULL
