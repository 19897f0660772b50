-- The touchpoint is for this audience.
INSERT INTO touchpoint_audiences (organization_id, touchpoint_id, audience_id) VALUES ($1, $2, $3)
