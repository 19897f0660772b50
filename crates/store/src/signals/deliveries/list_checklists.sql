-- Every checklist of one touchpoint in a period, to count its standards and defects one by one.
SELECT d.checks, d.defects, t.client_no FROM deliveries d
JOIN touches t ON t.organization_id = d.organization_id AND t.seq = d.seq
WHERE d.organization_id = $1 AND d.touchpoint_no = $2 AND d.occurred_at >= $3 AND d.occurred_at < $4
