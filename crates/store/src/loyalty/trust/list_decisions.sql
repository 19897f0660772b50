-- Who stayed and who left, and when: the proofs that hold.
-- The range of clients is one of one, or all: what is written as "all, or this one" no index answers.
SELECT f.client_no, f.word, f.occurred_at
FROM loyalty_facts f
WHERE f.organization_id = $1 AND f.client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END AND f.kind = 'proof' AND f.word IN ('renewal', 'departure')
  AND NOT EXISTS (
    SELECT 1 FROM loyalty_facts x
    WHERE x.organization_id = f.organization_id AND x.root = f.root AND x.version > f.version
  )
ORDER BY f.occurred_at, f.seq
