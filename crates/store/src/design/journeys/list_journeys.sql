-- All journeys of the organization, as people look for them.
SELECT id, revision, document, created_at, changed_at, changed_by FROM journeys WHERE organization_id = $1 ORDER BY name, id
