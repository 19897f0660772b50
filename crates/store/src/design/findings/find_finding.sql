-- One finding.
SELECT id, no, document, first_seen_at, last_seen_at, state, reason, until_day, owner_id, review_by, touchpoint_id,
       touchpoint_made, decided_at, decided_by, live_at
FROM findings
WHERE organization_id = $1 AND id = $2
