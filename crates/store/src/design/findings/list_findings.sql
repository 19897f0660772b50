-- Every finding with what was decided about it: a few hundred at most.
SELECT id, no, document, first_seen_at, last_seen_at, state, reason, until_day, owner_id, review_by, touchpoint_id,
       touchpoint_made, decided_at, decided_by, live_at
FROM findings
WHERE organization_id = $1
ORDER BY no
