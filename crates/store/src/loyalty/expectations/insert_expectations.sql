-- What clients expect, many at once.
INSERT INTO expectations
    (organization_id, id, no, client_no, contact_id, words, level, depth, status, theme, source, stated_at, confirmed_at,
     half_life_days, weight, target, evidence, due_at, recorded_at)
SELECT $1, r.id, r.no, r.client_no, r.contact_id, r.words, r.level, r.depth, r.status, r.theme, r.source, r.stated_at,
       r.confirmed_at, r.half_life_days, r.weight, r.target, r.evidence, r.due_at, $3
FROM json_rows($2) AS r(id TEXT, no BIGINT, client_no BIGINT, contact_id TEXT, words TEXT, level TEXT, depth BIGINT, status TEXT, theme TEXT, source TEXT, stated_at BIGINT, confirmed_at BIGINT, half_life_days BIGINT, weight BIGINT, target TEXT, evidence TEXT, due_at BIGINT)
