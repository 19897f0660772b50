-- The whole inventory: some hundreds at most, so it is read at once.
SELECT id, no, key, label, kind, existence, stage_id, channel_id, owner_id, position
FROM touchpoints WHERE organization_id = $1 ORDER BY position, no
