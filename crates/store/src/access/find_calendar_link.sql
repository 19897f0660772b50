-- Whose calendar a link shows. Asked before any organization is known, by what only the link's holder can know.
SELECT l.organization_id, l.person_id, p.role FROM calendar_links l
JOIN people p ON p.organization_id = l.organization_id AND p.id = l.person_id
WHERE l.secret_hash = $1 AND l.revoked_at IS NULL AND p.active
