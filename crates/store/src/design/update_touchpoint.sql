-- Somebody edited it, so from now on it stays when the import that brought it is undone.
UPDATE touchpoints SET
    label = $3, kind = $4, existence = $5, stage_id = $6, channel_id = $7, owner_id = $8, position = $9, edited = TRUE,
    moment_of_truth = $10, importance = $11, department = $12, our_attention = $13, industry_attention = $14,
    reason = $15, note = $16
WHERE organization_id = $1 AND id = $2
