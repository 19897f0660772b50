-- A rule as it is from now on, new or changed. Another organization's stays as it was.
INSERT INTO care_rules (organization_id, id, name, tier_id, touchpoint_id, kind, every_days, same_touchpoint, attribute, days_before,
                        grace_days, active, created_at, removed_at, except_attribute, except_value)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, tier_id = excluded.tier_id, touchpoint_id = excluded.touchpoint_id,
    kind = excluded.kind, every_days = excluded.every_days, same_touchpoint = excluded.same_touchpoint,
    attribute = excluded.attribute, days_before = excluded.days_before, grace_days = excluded.grace_days,
    active = excluded.active, except_attribute = excluded.except_attribute, except_value = excluded.except_value,
    removed_at = excluded.removed_at
WHERE care_rules.organization_id = $1
