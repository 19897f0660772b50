-- How many clients stand on each rung, of those who are still with us.
SELECT rung, COUNT(*) AS count FROM standings WHERE organization_id = $1 AND left_at IS NULL GROUP BY rung
