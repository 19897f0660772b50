-- How an expectation stands now. What stood before is in its history.
UPDATE expectations
SET contact_id = $3, words = $4, level = $5, depth = $6, status = $7, theme = $8, confirmed_at = $9, half_life_days = $10,
    weight = $11, target = $12, evidence = $13, due_at = $14
WHERE organization_id = $1 AND id = $2
