-- The newest evidence first.
SELECT id, touchpoint_id, who, attention, evidence, link, seen_at, created_at FROM comparisons
WHERE organization_id = $1 ORDER BY seen_at DESC, id
