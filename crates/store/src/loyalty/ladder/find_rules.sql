-- What an organization has set for its ladder.
SELECT tolerance, reading_days, plus_one_days, revenue_attribute, alternatives_attribute
FROM ladder_rules
WHERE organization_id = $1
