-- One session, with whose it is.
SELECT s.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, s.contact_id, s.held_by, s.held_at, s.notes,
       s.played_back_at, s.link_id
FROM discovery_sessions s
JOIN clients c ON c.organization_id = s.organization_id AND c.no = s.client_no
WHERE s.organization_id = $1 AND s.id = $2
