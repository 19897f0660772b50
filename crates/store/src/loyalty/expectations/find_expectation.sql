-- One expectation, with whose it is.
SELECT x.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, x.contact_id, x.words, x.level, x.depth,
       x.status, x.theme, x.source, x.stated_at, x.confirmed_at, x.half_life_days, x.weight, x.target, x.evidence
FROM expectations x
JOIN clients c ON c.organization_id = x.organization_id AND c.no = x.client_no
WHERE x.organization_id = $1 AND x.id = $2
