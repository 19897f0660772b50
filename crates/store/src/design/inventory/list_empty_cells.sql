-- The cells that stay empty on purpose.
SELECT stage_id, channel_id, audience_id, reason, decided_at FROM empty_cells
WHERE organization_id = $1 ORDER BY stage_id, channel_id, audience_id
