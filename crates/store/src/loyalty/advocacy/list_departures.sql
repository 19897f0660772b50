-- Who left, the newest first, of one client ($2) or of all (-1); ($3, $4) is the last one of the page before.
SELECT d.id, d.client_no, c.id AS client_id, c.key AS client_key, c.name AS client_name, d.at, d.causes, d.words,
       d.revenue_cents, d.noted_at, d.noted_by, d.withdrawn
FROM departures d
JOIN clients c ON c.organization_id = d.organization_id AND c.no = d.client_no
WHERE d.organization_id = $1 AND ($2 = -1 OR d.client_no = $2) AND NOT d.withdrawn
  AND (d.at < $3 OR (d.at = $3 AND d.id < $4))
ORDER BY d.at DESC, d.id DESC
LIMIT $5
