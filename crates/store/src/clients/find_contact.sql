-- One contact, also a removed one.
SELECT t.id, t.client_no, t.name, t.role, t.emails, t.phones, t.birthday, t.language, t.time_zone, t.wishes, t.created_at,
       t.removed_at
FROM contacts t
WHERE t.organization_id = $1 AND t.id = $2
