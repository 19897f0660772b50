-- All versions of one plan, the newest first.
SELECT id, touchpoint_id, version, state, document, saved_at, saved_by, reviewed_at, reviewed_by, published_at,
       published_by, superseded_at
FROM plans WHERE organization_id = $1 AND touchpoint_id = $2 ORDER BY version DESC
