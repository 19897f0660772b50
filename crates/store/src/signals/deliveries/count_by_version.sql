-- How many deliveries each version of a plan has seen.
SELECT plan_version, COUNT(*) AS deliveries FROM deliveries
WHERE organization_id = $1 AND touchpoint_no = $2 AND plan_version IS NOT NULL GROUP BY plan_version
