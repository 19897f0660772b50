-- Promises still to be done, those due first in front; ($6, $7) is the last one of the page before. Of all clients ($2 is
-- -1), of what one person promised, or of one client: three parts, so that each goes by its own index; the plus keeps SQLite
-- from going through everybody's in the order of time.
SELECT p.id AS id, c.id AS client_id, c.key AS client_key, c.name AS client_name, p.contact_id,
       h.name AS contact_name, p.touch_id, p.state, p.due_at AS due_at,
       p.reminded_for
FROM promises p
JOIN clients c ON c.organization_id = p.organization_id AND c.no = p.client_no
LEFT JOIN contacts h ON h.organization_id = p.organization_id AND h.id = p.contact_id
WHERE p.organization_id = $1 AND $2 = -1 AND $3 = '' AND p.settled_at IS NULL
  AND ($4 = '' OR p.state = $4) AND p.due_at < $5 AND (p.due_at > $6 OR (p.due_at = $6 AND p.id > $7))
UNION ALL
SELECT p.id AS id, c.id AS client_id, c.key AS client_key, c.name AS client_name, p.contact_id,
       h.name AS contact_name, p.touch_id, p.state, +p.due_at AS due_at,
       p.reminded_for
FROM promises p
JOIN clients c ON c.organization_id = p.organization_id AND c.no = p.client_no
LEFT JOIN contacts h ON h.organization_id = p.organization_id AND h.id = p.contact_id
WHERE p.organization_id = $1 AND $2 = -1 AND $3 <> '' AND p.who = $3 AND +p.settled_at IS NULL
  AND ($4 = '' OR p.state = $4) AND +p.due_at < $5 AND (+p.due_at > $6 OR (+p.due_at = $6 AND p.id > $7))
UNION ALL
SELECT p.id AS id, c.id AS client_id, c.key AS client_key, c.name AS client_name, p.contact_id,
       h.name AS contact_name, p.touch_id, p.state, +p.due_at AS due_at,
       p.reminded_for
FROM promises p
JOIN clients c ON c.organization_id = p.organization_id AND c.no = p.client_no
LEFT JOIN contacts h ON h.organization_id = p.organization_id AND h.id = p.contact_id
WHERE p.organization_id = $1 AND p.client_no = $2 AND +p.settled_at IS NULL AND ($3 = '' OR p.who = $3)
  AND ($4 = '' OR p.state = $4) AND +p.due_at < $5 AND (+p.due_at > $6 OR (+p.due_at = $6 AND p.id > $7))
ORDER BY due_at, id
LIMIT $8
