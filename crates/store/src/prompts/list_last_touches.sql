-- When each of these clients was last met at each touchpoint; touches of those who were merged into them are theirs. What
-- has not happened yet is no touch.
SELECT t.client_no, t.touchpoint_no, MAX(t.occurred_at) AS at
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN touches t
WHERE t.organization_id = $1 AND t.client_no = r.no AND t.occurred_at <= $3
GROUP BY t.client_no, t.touchpoint_no
UNION ALL
SELECT m.merged_into AS client_no, t.touchpoint_no, MAX(t.occurred_at) AS at
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN clients m
CROSS JOIN touches t
WHERE m.organization_id = $1 AND m.merged_into = r.no AND t.organization_id = $1 AND t.client_no = m.no AND t.occurred_at <= $3
GROUP BY m.merged_into, t.touchpoint_no
