-- What lately happened to these clients: touches by their touchpoint, events by their kind; what happened to those who were
-- merged into them is theirs. What has not happened yet is left out.
SELECT t.client_no, 0 AS event, t.touchpoint_no AS what, t.occurred_at AS at
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN touches t
WHERE t.organization_id = $1 AND t.client_no = r.no AND t.occurred_at >= $3 AND t.occurred_at <= $4
UNION ALL
SELECT e.client_no, 1 AS event, e.kind_no AS what, e.occurred_at AS at
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN events e
WHERE e.organization_id = $1 AND e.client_no = r.no AND e.occurred_at >= $3 AND e.occurred_at <= $4
UNION ALL
SELECT m.merged_into AS client_no, 0 AS event, t.touchpoint_no AS what, t.occurred_at AS at
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN clients m
CROSS JOIN touches t
WHERE m.organization_id = $1 AND m.merged_into = r.no AND t.organization_id = $1 AND t.client_no = m.no AND t.occurred_at >= $3 AND t.occurred_at <= $4
UNION ALL
SELECT m.merged_into AS client_no, 1 AS event, e.kind_no AS what, e.occurred_at AS at
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN clients m
CROSS JOIN events e
WHERE m.organization_id = $1 AND m.merged_into = r.no AND e.organization_id = $1 AND e.client_no = m.no AND e.occurred_at >= $3 AND e.occurred_at <= $4
