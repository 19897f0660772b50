-- Somebody has decided that nothing belongs here.
INSERT INTO empty_cells (organization_id, stage_id, channel_id, audience_id, reason, decided_at)
VALUES ($1, $2, $3, $4, $5, $6)
