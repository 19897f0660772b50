-- All that was ever asked.
SELECT id, no, key, label, kind, scale, touchpoint_id, aspect, is_primary
FROM questions WHERE organization_id = $1 ORDER BY no
