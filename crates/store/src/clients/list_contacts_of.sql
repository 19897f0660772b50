-- The contacts of many clients, in the order in which they were written down; those that were removed only if asked for.
SELECT t.id, t.client_no, t.name, t.role, t.emails, t.phones, t.birthday, t.language, t.time_zone, t.wishes, t.created_at,
       t.removed_at
FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN contacts t
WHERE t.organization_id = $1 AND t.client_no = k.no AND (t.removed_at IS NULL OR $3)
ORDER BY t.client_no, t.created_at, t.id
