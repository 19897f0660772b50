-- What clients expect, many at once.
INSERT INTO expectations
    (organization_id, id, no, client_no, words, level, depth, status, theme, source, stated_at, confirmed_at,
     half_life_days, recorded_at)
SELECT $1, r.id, r.no, r.client_no, r.words, r.level, r.depth, r.status, r.theme, r.source, r.stated_at, r.confirmed_at,
       r.half_life_days, $3
FROM json_rows($2) AS r(id TEXT, no BIGINT, client_no BIGINT, words TEXT, level TEXT, depth BIGINT, status TEXT, theme TEXT, source TEXT, stated_at BIGINT, confirmed_at BIGINT, half_life_days BIGINT)
