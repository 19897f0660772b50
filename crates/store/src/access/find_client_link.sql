-- Whose page a link opens. Asked before any organization is known, by what only the link's holder can know. The link of a
-- contact who was taken out of the address book opens nothing.
SELECT l.organization_id, l.id, c.id AS client_id, l.contact_id, l.expires_at FROM client_links l
JOIN clients c ON c.organization_id = l.organization_id AND c.no = l.client_no
WHERE l.secret_hash = $1 AND l.revoked_at IS NULL AND l.expires_at > $2
  AND NOT EXISTS (
    SELECT 1 FROM contacts h
    WHERE h.organization_id = l.organization_id AND h.id = l.contact_id AND h.removed_at IS NOT NULL
  )
