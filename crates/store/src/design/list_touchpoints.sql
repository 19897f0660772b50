-- The whole inventory: some thousands at most, so it is read at once.
SELECT id, no, key, label, kind, existence, stage_id, channel_id, owner_id, position,
    moment_of_truth, importance, department, our_attention, industry_attention, reason, note
FROM touchpoints WHERE organization_id = $1 ORDER BY position, no
