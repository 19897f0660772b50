-- The draft says something else.
UPDATE platform_versions SET revision = $3, document = $4, changed_by = $5, changed_at = $6
WHERE organization_id = $1 AND id = $2 AND published_at IS NULL
