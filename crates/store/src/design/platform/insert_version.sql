-- A new draft over the version before.
INSERT INTO platform_versions (organization_id, id, version, revision, document, changed_by, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
