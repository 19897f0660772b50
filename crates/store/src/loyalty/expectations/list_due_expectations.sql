-- A page of what clients confirmed so long ago that they are to be asked again, in the order of the rule in domain
-- (AskPlace): what weighs most, then what waits longest. ($3, $4, $5) is the last one of the page before.
SELECT x.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, x.contact_id, x.words, x.level, x.depth,
       x.status, x.theme, x.source, x.stated_at, x.confirmed_at, x.half_life_days, x.weight, x.target, x.evidence
FROM expectations x
JOIN clients c ON c.organization_id = x.organization_id AND c.no = x.client_no
WHERE x.organization_id = $1 AND x.due_at < $2 
  AND (x.weight < $3 OR (x.weight = $3 AND (x.due_at > $4 OR (x.due_at = $4 AND x.id > $5))))
ORDER BY x.weight DESC, x.due_at, x.id
LIMIT $6
