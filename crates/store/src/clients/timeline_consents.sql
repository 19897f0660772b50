-- The latest consents that contacts of a client gave or took back up to a moment.
SELECT s.contact_id, s.no, s.at, s.purpose, s.status, s.source, k.name
FROM contacts k
JOIN consents s ON s.organization_id = k.organization_id AND s.contact_id = k.id
WHERE k.organization_id = $1 AND k.client_no = $2 AND s.at <= $3
ORDER BY s.at DESC, s.no DESC
LIMIT $4
