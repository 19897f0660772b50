-- A page of expectations in the order of their ids; of one client, of one theme, or of all.
SELECT x.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, x.words, x.level, x.depth, x.status, x.theme,
       x.source, x.stated_at, x.confirmed_at, x.half_life_days
FROM expectations x
JOIN clients c ON c.organization_id = x.organization_id AND c.no = x.client_no
WHERE x.organization_id = $1 AND x.id > $2 AND ($3 = -1 OR x.client_no = $3) AND ($4 = '' OR x.theme = $4)
ORDER BY x.id
LIMIT $5
