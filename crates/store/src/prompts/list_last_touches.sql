-- When each of these clients was last met at each touchpoint. What has not happened yet is no touch.
SELECT t.client_no, t.touchpoint_no, MAX(t.occurred_at) AS at
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN touches t
WHERE t.organization_id = $1 AND t.client_no = r.no AND t.occurred_at <= $3
GROUP BY t.client_no, t.touchpoint_no
