-- The service levels that were promised.
SELECT id, key, label, attribute, value, max_silence_days FROM tiers WHERE organization_id = $1 ORDER BY label, key
