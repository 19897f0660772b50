-- To save under a name that is there is to make its next version.
SELECT id, name, source, version, document, updated_at FROM mappings WHERE organization_id = $1 AND name = $2
