-- A new journey is its first revision.
INSERT INTO journeys (organization_id, id, name, revision, document, created_at, changed_at, changed_by)
VALUES ($1, $2, $3, 1, $4, $5, $5, $6)
