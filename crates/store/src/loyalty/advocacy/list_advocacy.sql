-- Who spoke for us, the newest first, of one client ($2) or of all (-1), between two moments; ($5, $6) is the last one of the
-- page before.
SELECT a.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, a.kind, a.at, a.words, a.caused_kind, a.caused_id,
       n.id AS new_id, n.key AS new_key, n.name AS new_name, a.revenue_cents, a.noted_at, a.noted_by, a.withdrawn
FROM advocacy a
JOIN clients c ON c.organization_id = a.organization_id AND c.no = a.client_no
LEFT JOIN clients n ON n.organization_id = a.organization_id AND n.no = a.new_client_no
WHERE a.organization_id = $1 AND ($2 = -1 OR a.client_no = $2) AND a.at >= $3 AND a.at < $4 AND NOT a.withdrawn
  AND (a.at < $5 OR (a.at = $5 AND a.id < $6))
ORDER BY a.at DESC, a.id DESC
LIMIT $7
