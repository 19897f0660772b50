-- What was said of touchpoints themselves.
SELECT touchpoint_id AS owner_id, part AS item_id FROM touchpoint_expressions
WHERE organization_id = $1 ORDER BY touchpoint_id, part
