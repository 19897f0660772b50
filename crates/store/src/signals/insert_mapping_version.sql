-- Every version is kept, so that an old import can be read as it was.
INSERT INTO mapping_versions (mapping_id, version, document, created_at)
SELECT m.id, $3, $4, $5 FROM mappings m WHERE m.organization_id = $1 AND m.id = $2
