-- A page of expectations in the order of their ids, of those that are wanted. $10: the themes and ids that live plans
-- serve, read only where what nobody serves is wanted. Of all clients ($3 is
-- -1) or of one: two parts, so that each goes by its own index; "all, or this one" went through everybody's.
SELECT x.id AS id, c.id AS client_id, c.key AS client_key, c.name AS client_name, x.contact_id, x.words, x.level, x.depth,
       x.status, x.theme, x.source, x.stated_at, x.confirmed_at, x.half_life_days, x.weight, x.target, x.evidence
FROM expectations x
JOIN clients c ON c.organization_id = x.organization_id AND c.no = x.client_no
WHERE x.organization_id = $1 AND $3 = -1 AND x.id > $2 AND ($4 = '' OR x.theme = $4)
  AND ($5 = '' OR x.status = $5) AND ($6 = 0 OR x.depth = $6) AND ($7 = '' OR x.level = $7)
  AND ($8 = -1 OR x.due_at < $8)
  AND ($9 = 0 OR (x.status = 'confirmed' AND NOT EXISTS (
      SELECT 1 FROM json_rows($10) AS s(word TEXT) WHERE s.word = x.theme OR s.word = x.id)))
UNION ALL
SELECT x.id AS id, c.id AS client_id, c.key AS client_key, c.name AS client_name, x.contact_id, x.words, x.level, x.depth,
       x.status, x.theme, x.source, x.stated_at, x.confirmed_at, x.half_life_days, x.weight, x.target, x.evidence
FROM expectations x
JOIN clients c ON c.organization_id = x.organization_id AND c.no = x.client_no
WHERE x.organization_id = $1 AND x.client_no = $3 AND x.id > $2 AND ($4 = '' OR x.theme = $4)
  AND ($5 = '' OR x.status = $5) AND ($6 = 0 OR x.depth = $6) AND ($7 = '' OR x.level = $7)
  AND ($8 = -1 OR x.due_at < $8)
  AND ($9 = 0 OR (x.status = 'confirmed' AND NOT EXISTS (
      SELECT 1 FROM json_rows($10) AS s(word TEXT) WHERE s.word = x.theme OR s.word = x.id)))
ORDER BY id
LIMIT $11
