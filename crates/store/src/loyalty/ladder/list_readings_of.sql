-- What was said of some expectations, corrected readings left out, so that the same file can come twice. CROSS JOIN: the
-- expectations first, then the facts of their clients; SQLite would go through all facts of the organization.
SELECT f.seq, f.subject, f.value, f.detail, f.occurred_at
FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN expectations x
CROSS JOIN loyalty_facts f
WHERE x.organization_id = $1 AND x.no = k.no AND f.organization_id = $1 AND f.client_no = x.client_no
  AND f.subject = k.no AND f.kind = 'reading' AND NOT EXISTS (
    SELECT 1 FROM loyalty_facts later
    WHERE later.organization_id = f.organization_id AND later.root = f.root AND later.version > f.version
)
ORDER BY f.seq
