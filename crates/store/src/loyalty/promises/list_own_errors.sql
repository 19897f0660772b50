-- Errors of ours that were not withdrawn, the newest first, of one client ($2) or of all (-1); ($3, $4) is the last one of
-- the page before.
SELECT e.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, e.words, e.happened_at, e.found_by, e.told_at,
       e.noted_at, e.noted_by, e.withdrawn
FROM own_errors e
JOIN clients c ON c.organization_id = e.organization_id AND c.no = e.client_no
WHERE e.organization_id = $1 AND ($2 = -1 OR e.client_no = $2) AND NOT e.withdrawn
  AND (e.happened_at < $3 OR (e.happened_at = $3 AND e.id < $4))
ORDER BY e.happened_at DESC, e.id DESC
LIMIT $5
