-- Where clients stand now, many at once; for the numbers of clients that are here and stand for themselves.
INSERT INTO standings
    (organization_id, client_no, rung, basis, held_since, since, left_at, last_plus_one, mean, due_at)
SELECT c.organization_id, r.client_no, r.rung, r.basis, r.held_since, r.since, r.left_at, r.last_plus_one, r.mean, r.due_at
FROM json_rows($2) AS r(client_no BIGINT, rung TEXT, basis TEXT, held_since BIGINT, since BIGINT, left_at BIGINT, last_plus_one BIGINT, mean DOUBLE PRECISION, due_at BIGINT)
JOIN clients c ON c.organization_id = $1 AND c.no = r.client_no
WHERE c.organization_id = $1 AND c.merged_into IS NULL
ON CONFLICT (organization_id, client_no) DO UPDATE SET
    rung = excluded.rung, basis = excluded.basis, held_since = excluded.held_since, since = excluded.since,
    left_at = excluded.left_at, last_plus_one = excluded.last_plus_one, mean = excluded.mean, due_at = excluded.due_at
