-- One journey.
SELECT id, revision, document, created_at, changed_at, changed_by FROM journeys WHERE organization_id = $1 AND id = $2
