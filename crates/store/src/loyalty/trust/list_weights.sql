-- What bears on the trust of the clients from $2 to $3, without its words: what was written down and holds, and the same conduct as in
-- list_conduct.sql. Weights against us are negative.
-- The plus keeps SQLite from going by the end of promises.
SELECT s.client_no, 'entered' AS kind, s.part AS word, s.at AS at, CAST(NULL AS BIGINT) AS told_at,
       CAST(CASE WHEN s.good THEN s.weight ELSE -s.weight END AS DOUBLE PRECISION) AS weight, s.half_life_days AS half_life_days,
       s.source AS source
FROM trust_signals s
WHERE s.organization_id = $1 AND s.client_no BETWEEN $2 AND $3 AND NOT s.taken_back
  AND NOT EXISTS (
    SELECT 1 FROM trust_signals later WHERE later.organization_id = s.organization_id AND later.corrects = s.id
  )
UNION ALL
SELECT p.client_no, 'promise', p.state, p.settled_at, CAST(NULL AS BIGINT), CAST(NULL AS DOUBLE PRECISION), CAST(NULL AS BIGINT), ''
FROM promises p
WHERE p.organization_id = $1 AND p.client_no BETWEEN $2 AND $3 AND +p.settled_at IS NOT NULL
UNION ALL
SELECT p.client_no, 'renegotiation', '', f.at, CAST(NULL AS BIGINT), CAST(NULL AS DOUBLE PRECISION), CAST(NULL AS BIGINT), ''
FROM promise_facts f
JOIN promises p ON p.organization_id = f.organization_id AND p.id = f.promise_id
WHERE f.organization_id = $1 AND p.client_no BETWEEN $2 AND $3 AND f.kind = 'renegotiated'
  AND NOT EXISTS (
    SELECT 1 FROM promise_facts x
    WHERE x.organization_id = f.organization_id AND x.promise_id = f.promise_id AND x.corrects = f.no
  )
UNION ALL
SELECT e.client_no, 'own_error', e.found_by, e.happened_at, e.told_at, CAST(NULL AS DOUBLE PRECISION), CAST(NULL AS BIGINT), ''
FROM own_errors e
WHERE e.organization_id = $1 AND e.client_no BETWEEN $2 AND $3 AND NOT e.withdrawn
UNION ALL
SELECT x.client_no, 'play_back', h.kind, h.at, CAST(NULL AS BIGINT), CAST(NULL AS DOUBLE PRECISION), CAST(NULL AS BIGINT), ''
FROM expectation_changes h
JOIN expectations x ON x.organization_id = h.organization_id AND x.id = h.expectation_id
WHERE h.organization_id = $1 AND x.client_no BETWEEN $2 AND $3 AND (h.kind = 'confirmed' OR (h.kind = 'corrected' AND h.by_client = 1))
  AND NOT EXISTS (
    SELECT 1 FROM expectation_changes later
    WHERE later.organization_id = h.organization_id AND later.expectation_id = h.expectation_id AND later.seq > h.seq
      AND (later.kind IN ('confirmed', 'undone') OR (later.kind = 'corrected' AND later.by_client = 1))
  )
UNION ALL
SELECT u.client_no, 'wish', '', u.at, CAST(NULL AS BIGINT), CAST(NULL AS DOUBLE PRECISION), CAST(NULL AS BIGINT), ''
FROM attribute_uses u
WHERE u.organization_id = $1 AND u.client_no BETWEEN $2 AND $3
