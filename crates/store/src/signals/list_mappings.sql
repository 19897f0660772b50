-- By name.
SELECT id, name, source, version, document, updated_at FROM mappings WHERE organization_id = $1 ORDER BY name
