-- The latest consents that contacts of a client gave or took back up to a moment. CROSS JOIN: the contacts first, of whom
-- there are a handful; SQLite would go through the consents of everybody.
SELECT s.contact_id, s.no, s.at, s.purpose, s.status, s.source, k.name
FROM contacts k
CROSS JOIN consents s
WHERE k.organization_id = $1 AND k.client_no = $2 AND s.organization_id = $1 AND s.contact_id = k.id AND s.at <= $3
ORDER BY s.at DESC, s.no DESC
LIMIT $4
