-- What was expected and how it was met, reading by reading, corrected ones left out: of the clients from $3 to $4, one after
-- the other, the newest first.
SELECT f.seq, f.client_no, f.subject, f.value, f.detail, f.occurred_at, x.theme, x.words
FROM loyalty_facts f
JOIN expectations x ON x.organization_id = f.organization_id AND x.no = f.subject
WHERE f.organization_id = $1 AND f.client_no BETWEEN $3 AND $4 AND f.kind = 'reading' AND f.occurred_at > $2
  AND x.status = 'confirmed'
  AND NOT EXISTS (
      SELECT 1 FROM loyalty_facts later
      WHERE later.organization_id = f.organization_id AND later.root = f.root AND later.version > f.version
  )
ORDER BY f.client_no, f.occurred_at DESC, f.seq DESC
