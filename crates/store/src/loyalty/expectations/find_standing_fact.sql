-- The newest fact of an expectation that was not taken back: what a correction corrects.
SELECT f.seq, f.occurred_at FROM loyalty_facts f
WHERE f.organization_id = $1 AND f.client_no = $2 AND f.subject = $3 AND f.kind = 'expectation'
  AND NOT EXISTS (
      SELECT 1 FROM loyalty_facts w
      WHERE w.organization_id = $1 AND w.root = f.root AND w.version > f.version)
ORDER BY f.occurred_at DESC, f.seq DESC
LIMIT 1
