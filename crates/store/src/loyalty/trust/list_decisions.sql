-- Who stayed and who left, and when: the proofs that hold, of the clients from $2 to $3.
SELECT f.client_no, f.word, f.occurred_at
FROM loyalty_facts f
WHERE f.organization_id = $1 AND f.client_no BETWEEN $2 AND $3 AND f.kind = 'proof' AND f.word IN ('renewal', 'departure')
  AND NOT EXISTS (
    SELECT 1 FROM loyalty_facts x
    WHERE x.organization_id = f.organization_id AND x.root = f.root AND x.version > f.version
  )
ORDER BY f.client_no, f.occurred_at, f.seq
