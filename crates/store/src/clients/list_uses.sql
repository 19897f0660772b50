-- When and how an attribute was used for clients, the latest first.
SELECT u.no, u.at, u.how, u.by_name, c.id AS client_id, c.key AS client_key, c.name AS client_name
FROM attribute_uses u
JOIN clients c ON c.organization_id = u.organization_id AND c.no = u.client_no
WHERE u.organization_id = $1 AND u.attribute_key = $2
ORDER BY u.no DESC
LIMIT $3
