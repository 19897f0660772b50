-- Which of these clients are or were part of a merge.
SELECT k.no FROM json_rows($2) AS k(no BIGINT)
WHERE EXISTS (SELECT 1 FROM client_merges m WHERE m.organization_id = $1 AND m.kept_no = k.no)
   OR EXISTS (SELECT 1 FROM client_merges m WHERE m.organization_id = $1 AND m.dropped_no = k.no)
