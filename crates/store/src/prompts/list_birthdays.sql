-- The birthdays of these clients' contacts.
SELECT c.client_no, c.birthday
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN contacts c
WHERE c.organization_id = $1 AND c.client_no = r.no AND c.removed_at IS NULL AND c.birthday IS NOT NULL
