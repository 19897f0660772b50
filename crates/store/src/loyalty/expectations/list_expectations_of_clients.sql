-- What these clients expect, without what no longer holds; so many of each client at most.
SELECT x.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, x.contact_id, x.words, x.level, x.depth,
       x.status, x.theme, x.source, x.stated_at, x.confirmed_at, x.half_life_days, x.weight, x.target, x.evidence
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN clients c
CROSS JOIN expectations x
WHERE c.organization_id = $1 AND c.no = r.no AND x.organization_id = $1 AND x.client_no = r.no AND x.status <> 'retired'
ORDER BY x.client_no, x.id
LIMIT $3
