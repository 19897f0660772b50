-- Every plan that is live or being written: two rows for each touchpoint at most.
SELECT id, touchpoint_id, version, state, document, saved_at, saved_by, reviewed_at, reviewed_by, published_at,
       published_by, superseded_at
FROM plans WHERE organization_id = $1 AND state <> 'superseded' ORDER BY touchpoint_id, version
