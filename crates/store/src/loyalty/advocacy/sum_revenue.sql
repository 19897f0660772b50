-- What each client brought in, in two years that follow each other, and whether others sent it: purchases and renewals that
-- hold, each currency by itself. $2 begins the first year, $3 the second, which ends with $4; $5 is the currency of what
-- does not name one.
SELECT f.client_no, COALESCE(json_of(f.detail) ->> 'currency', $5) AS currency,
       CAST(SUM(CASE WHEN f.occurred_at < $3 THEN f.value ELSE 0 END) AS DOUBLE PRECISION) AS last_cents,
       CAST(SUM(CASE WHEN f.occurred_at >= $3 THEN f.value ELSE 0 END) AS DOUBLE PRECISION) AS this_cents,
       CAST(CASE WHEN EXISTS (
           SELECT 1 FROM advocacy a
           WHERE a.organization_id = $1 AND a.new_client_no = f.client_no AND NOT a.withdrawn
       ) THEN 1 ELSE 0 END AS BIGINT) AS referred
FROM loyalty_facts f
WHERE f.organization_id = $1 AND f.kind = 'proof' AND f.word IN ('purchase', 'renewal') AND f.occurred_at >= $2
  AND f.occurred_at < $4
  AND NOT EXISTS (
    SELECT 1 FROM loyalty_facts x
    WHERE x.organization_id = f.organization_id AND x.root = f.root AND x.version > f.version
  )
GROUP BY f.client_no, COALESCE(json_of(f.detail) ->> 'currency', $5)
