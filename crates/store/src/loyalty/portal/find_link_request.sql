-- One that waits.
SELECT q.id, c.id AS client_id, q.contact_id, q.asked_at
FROM client_link_requests q
JOIN clients c ON c.organization_id = q.organization_id AND c.no = q.client_no
WHERE q.organization_id = $1 AND q.id = $2 AND q.settled_at IS NULL
