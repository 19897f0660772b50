-- The next version.
UPDATE mappings SET source = $3, version = $4, document = $5, updated_at = $6 WHERE organization_id = $1 AND id = $2
