-- What may be known of clients.
SELECT d.key, d.label, d.kind, d.choices, d.benefit_to_client, d.last_used_at,
       (SELECT COUNT(*) FROM attribute_uses u WHERE u.organization_id = $1 AND u.attribute_key = d.key) AS uses
FROM attribute_definitions d
WHERE d.organization_id = $1
ORDER BY d.label, d.key
