-- A mapping as it was.
SELECT v.document FROM mapping_versions v JOIN mappings m ON m.id = v.mapping_id
WHERE m.organization_id = $1 AND m.id = $2 AND v.version = $3
