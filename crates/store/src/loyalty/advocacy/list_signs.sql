-- What could have been seen with a client: what it wrote to us, when we last came by ourselves, promises that were not kept on
-- time, errors that it had to find, expectations that were met short.
SELECT 'touch' AS kind, t.direction AS word, t.occurred_at AS at, t.note AS words
FROM touches t
WHERE t.organization_id = $1 AND t.client_no = $2 AND t.occurred_at >= $3 AND t.occurred_at <= $4
UNION ALL
SELECT 'promise', p.state, p.due_at, p.words
FROM promises p
WHERE p.organization_id = $1 AND p.client_no = $2 AND p.due_at >= $3 AND p.due_at <= $4 AND p.state IN ('kept_late', 'broken')
UNION ALL
SELECT 'own_error', e.found_by, e.happened_at, e.words
FROM own_errors e
WHERE e.organization_id = $1 AND e.client_no = $2 AND e.happened_at >= $3 AND e.happened_at <= $4 AND NOT e.withdrawn
  AND e.found_by = 'client'
UNION ALL
SELECT 'reading', '', f.occurred_at, f.detail
FROM loyalty_facts f
WHERE f.organization_id = $1 AND f.client_no = $2 AND f.occurred_at >= $3 AND f.occurred_at <= $4 AND f.kind = 'reading'
  AND f.value <= -1
  AND NOT EXISTS (
    SELECT 1 FROM loyalty_facts x
    WHERE x.organization_id = f.organization_id AND x.root = f.root AND x.version > f.version
  )
