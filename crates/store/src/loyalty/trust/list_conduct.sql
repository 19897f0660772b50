-- What we did that bears on trust, of one client ($2) or of all (-1): how promises ended, where another moment was agreed in
-- time, errors of ours, what clients last answered to what we played back (a confirmation, or a correction by the client's own
-- hand; one that was undone is none), what we knew of a client and used for it.
-- The range of clients is one of one, or all: what is written as "all, or this one" no index answers.
SELECT p.client_no, 'promise' AS kind, p.id AS id, p.state AS word, p.settled_at AS at, CAST(NULL AS BIGINT) AS told_at, p.words AS words
FROM promises p
WHERE p.organization_id = $1 AND p.client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END AND p.settled_at IS NOT NULL
UNION ALL
SELECT p.client_no, 'renegotiation', p.id, '', f.at, CAST(NULL AS BIGINT), p.words
FROM promise_facts f
JOIN promises p ON p.organization_id = f.organization_id AND p.id = f.promise_id
WHERE f.organization_id = $1 AND p.client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END AND f.kind = 'renegotiated'
  AND NOT EXISTS (
    SELECT 1 FROM promise_facts x
    WHERE x.organization_id = f.organization_id AND x.promise_id = f.promise_id AND x.corrects = f.no
  )
UNION ALL
SELECT e.client_no, 'own_error', e.id, e.found_by, e.happened_at, e.told_at, e.words
FROM own_errors e
WHERE e.organization_id = $1 AND e.client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END AND NOT e.withdrawn
UNION ALL
SELECT x.client_no, 'play_back', x.id, h.kind, h.at, CAST(NULL AS BIGINT), x.words
FROM expectation_changes h
JOIN expectations x ON x.organization_id = h.organization_id AND x.id = h.expectation_id
WHERE h.organization_id = $1 AND x.client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END
  AND (h.kind = 'confirmed' OR (h.kind = 'corrected' AND h.by_client = 1))
  AND NOT EXISTS (
    SELECT 1 FROM expectation_changes later
    WHERE later.organization_id = h.organization_id AND later.expectation_id = h.expectation_id AND later.seq > h.seq
      AND (later.kind IN ('confirmed', 'undone') OR (later.kind = 'corrected' AND later.by_client = 1))
  )
UNION ALL
SELECT u.client_no, 'wish', u.attribute_key, '', u.at, CAST(NULL AS BIGINT), u.how
FROM attribute_uses u
WHERE u.organization_id = $1 AND u.client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END
