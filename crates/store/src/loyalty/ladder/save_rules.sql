-- Sets what holds for the ladder from now on.
INSERT INTO ladder_rules
    (organization_id, tolerance, reading_days, plus_one_days, revenue_attribute, alternatives_attribute)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organization_id) DO UPDATE SET
    tolerance = excluded.tolerance, reading_days = excluded.reading_days, plus_one_days = excluded.plus_one_days,
    revenue_attribute = excluded.revenue_attribute, alternatives_attribute = excluded.alternatives_attribute
