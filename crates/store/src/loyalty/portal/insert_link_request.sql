-- Somebody asks for a new link; asked again while it waits it stays one.
INSERT INTO client_link_requests (organization_id, id, client_no, contact_id, asked_at)
SELECT $1, $2, c.no, $4, $5 FROM clients c
WHERE c.organization_id = $1 AND c.id = $3 AND NOT EXISTS (
    SELECT 1 FROM client_link_requests q
    WHERE q.organization_id = $1 AND q.client_no = c.no AND q.contact_id = $4 AND q.settled_at IS NULL)
