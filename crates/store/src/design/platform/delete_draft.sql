-- A draft that was given up. What was published stays.
DELETE FROM platform_versions WHERE organization_id = $1 AND id = $2 AND published_at IS NULL
