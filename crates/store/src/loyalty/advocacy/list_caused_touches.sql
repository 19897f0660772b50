-- What some touches are called: where they took place, when, and with which client.
SELECT t.id, t.client_no, p.label, t.occurred_at
FROM json_rows($2) AS k(id TEXT)
CROSS JOIN touches t
JOIN touchpoints p ON p.organization_id = t.organization_id AND p.no = t.touchpoint_no
WHERE t.organization_id = $1 AND t.id = k.id
