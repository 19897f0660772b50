-- The rules that were not removed, in the order in which they were made; also the removed ones, to bring one back.
SELECT id, name, tier_id, touchpoint_id, except_attribute, except_value, kind, every_days, same_touchpoint, attribute, days_before, grace_days, active, created_at, removed_at
FROM care_rules
WHERE organization_id = $1
ORDER BY created_at, id
