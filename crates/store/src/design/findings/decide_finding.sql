-- What a person decided, unless somebody else has decided since it was looked at.
UPDATE findings SET
    state = $4, reason = $5, until_day = $6, owner_id = $7, review_by = $8, touchpoint_id = $9, touchpoint_made = $10,
    decided_at = $11, decided_by = $12, live_at = $13
WHERE organization_id = $1 AND id = $2 AND state = $3
