-- Facts, many at once.
INSERT INTO loyalty_facts
    (organization_id, seq, root, version, client_no, subject, kind, word, value, occurred_at, recorded_at, level, status,
     weight, half_life_days, confirmed_at, theme_no, detail)
SELECT $1, r.seq, r.root, r.version, r.client_no, r.subject, r.kind, r.word, r.value, r.occurred_at, $3, r.level, r.status,
       r.weight, r.half_life_days, r.confirmed_at, r.theme_no, r.detail
FROM json_rows($2) AS r(seq BIGINT, root BIGINT, version BIGINT, client_no BIGINT, subject BIGINT, kind TEXT, word TEXT, value DOUBLE PRECISION, occurred_at BIGINT, level TEXT, status TEXT, weight DOUBLE PRECISION, half_life_days BIGINT, confirmed_at BIGINT, theme_no BIGINT, detail TEXT)
