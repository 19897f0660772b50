-- One link that was not revoked.
SELECT l.id, c.id AS client_id, l.contact_id, l.made_by, l.created_at, l.expires_at
FROM client_links l
JOIN clients c ON c.organization_id = l.organization_id AND c.no = l.client_no
WHERE l.organization_id = $1 AND l.id = $2 AND l.revoked_at IS NULL
