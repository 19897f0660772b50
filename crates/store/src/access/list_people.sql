-- The organization's people with when each was last seen in it.
SELECT p.id, p.organization_id, p.account_id, a.name, a.email, p.role, p.active, p.created_at,
       (SELECT MAX(s.last_seen_at) FROM sessions s
        WHERE s.account_id = p.account_id AND s.organization_id = p.organization_id) AS last_seen_at
FROM people p JOIN accounts a ON a.id = p.account_id
WHERE p.organization_id = $1
ORDER BY p.created_at, p.id
