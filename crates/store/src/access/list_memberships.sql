-- Where an account may go: open memberships only.
SELECT p.id, p.organization_id, p.account_id, a.name, a.email, p.role, p.active, p.created_at,
       o.name AS organization_name, o.time_zone, o.demo, o.created_at AS organization_created_at
FROM people p
JOIN accounts a ON a.id = p.account_id
JOIN organizations o ON o.id = p.organization_id
WHERE p.account_id = $1 AND p.active
ORDER BY o.name, o.id
