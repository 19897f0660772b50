-- Every request with a cookie asks this: the session, its account, and the membership in the organization that it
-- shows. A closed membership ends it here, at once.
SELECT s.id, s.account_id, s.organization_id, s.created_at, s.last_seen_at, s.expires_at, s.user_agent, s.ip,
       a.email, a.name, a.password_hash, a.locale, a.created_at AS account_created_at,
       p.id AS person_id, p.role, p.created_at AS person_created_at,
       o.name AS organization_name, o.time_zone, o.demo, o.created_at AS organization_created_at
FROM sessions s
JOIN accounts a ON a.id = s.account_id
JOIN people p ON p.account_id = s.account_id AND p.organization_id = s.organization_id AND p.active
JOIN organizations o ON o.id = s.organization_id
WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2
