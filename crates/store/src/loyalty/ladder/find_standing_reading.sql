-- A reading that stands, with whose it is: neither corrected nor taken back.
SELECT x.id, x.no, f.client_no
FROM loyalty_facts f
JOIN expectations x ON x.organization_id = f.organization_id AND x.no = f.subject
WHERE f.organization_id = $1 AND f.seq = $2 AND f.kind = 'reading'
  AND NOT EXISTS (
      SELECT 1 FROM loyalty_facts later
      WHERE later.organization_id = f.organization_id AND later.root = f.root AND later.version > f.version
  )
