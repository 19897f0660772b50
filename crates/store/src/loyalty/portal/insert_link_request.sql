-- Somebody asks for a new link; asked again while it waits it stays one.
INSERT INTO client_link_requests (organization_id, id, client_no, contact_id, asked_at)
SELECT $1, $2, c.no, $4, $5 FROM clients c
WHERE c.organization_id = $1 AND c.id = $3
ON CONFLICT DO NOTHING
