-- Which of many clients are known, and what is known of them.
SELECT c.id, c.no, c.key, c.name, c.attributes, c.created_at
FROM json_rows($2) AS k(key TEXT)
JOIN clients c ON c.organization_id = $1 AND c.key = k.key
WHERE c.organization_id = $1
