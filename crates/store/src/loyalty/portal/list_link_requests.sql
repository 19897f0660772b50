-- Who waits for a new link, the longest first: of one client, or of those for whom one person is responsible and of those
-- for whom nobody is.
SELECT q.id, c.id AS client_id, q.contact_id, q.asked_at
FROM client_link_requests q
JOIN clients c ON c.organization_id = q.organization_id AND c.no = q.client_no
WHERE q.organization_id = $1 AND q.settled_at IS NULL AND ($2 = -1 OR q.client_no = $2)
  AND ($3 = '' OR c.owner_id IS NULL OR c.owner_id = $3)
ORDER BY q.asked_at, q.id
LIMIT $4
