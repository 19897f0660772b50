-- A further service level.
INSERT INTO tiers (organization_id, id, key, label, attribute, value, max_silence_days)
VALUES ($1, $2, $3, $4, $5, $6, $7)
