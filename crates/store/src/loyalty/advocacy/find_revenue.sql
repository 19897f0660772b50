-- Money that a client brought and that stands, with whose it is: neither corrected nor taken back.
SELECT c.id, f.client_no
FROM loyalty_facts f
JOIN clients c ON c.organization_id = f.organization_id AND c.no = f.client_no
WHERE f.organization_id = $1 AND f.seq = $2 AND f.kind = 'proof' AND f.word IN ('purchase', 'renewal')
  AND NOT EXISTS (
      SELECT 1 FROM loyalty_facts later
      WHERE later.organization_id = f.organization_id AND later.root = f.root AND later.version > f.version
  )
