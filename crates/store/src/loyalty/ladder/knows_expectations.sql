-- Whether any client has confirmed an expectation: else the ladder falls back on scores. A confirmation that was taken back
-- or corrected away is none.
SELECT COUNT(*) AS count FROM (
    SELECT 1 FROM loyalty_facts f
    WHERE f.organization_id = $1 AND f.kind = 'expectation' AND f.status = 'confirmed'
      AND NOT EXISTS (
          SELECT 1 FROM loyalty_facts later
          WHERE later.organization_id = f.organization_id AND later.root = f.root AND later.version > f.version
      )
    LIMIT 1
) AS one
