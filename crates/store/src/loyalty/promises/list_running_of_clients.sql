-- Promises to these clients that are still to be done, those due first in front.
SELECT p.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, p.contact_id,
       h.name AS contact_name, p.touch_id, p.state, p.due_at,
       p.reminded_for
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN promises p
JOIN clients c ON c.organization_id = p.organization_id AND c.no = p.client_no
LEFT JOIN contacts h ON h.organization_id = p.organization_id AND h.id = p.contact_id
WHERE p.organization_id = $1 AND p.client_no = r.no AND p.settled_at IS NULL
ORDER BY p.due_at, p.id
LIMIT $3
