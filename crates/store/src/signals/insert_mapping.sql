-- The first version.
INSERT INTO mappings (organization_id, id, name, source, version, document, updated_at)
VALUES ($1, $2, $3, $4, 1, $5, $6)
