-- Whose page a link once opened, also where it no longer does: to whom a new one can be sent.
SELECT l.organization_id, l.id, c.id AS client_id, l.contact_id, l.expires_at FROM client_links l
JOIN clients c ON c.organization_id = l.organization_id AND c.no = l.client_no
WHERE l.secret_hash = $1
