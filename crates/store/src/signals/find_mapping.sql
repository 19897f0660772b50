-- One mapping in its present version.
SELECT id, name, source, version, document, updated_at FROM mappings WHERE organization_id = $1 AND id = $2
