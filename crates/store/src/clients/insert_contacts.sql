-- Further human beings on the client's side.
INSERT INTO contacts (organization_id, id, client_no, name, role, emails, phones, birthday, language, time_zone, wishes, created_at)
SELECT $1, r.id, r.client_no, r.name, r.role, r.emails, r.phones, r.birthday, r.language, r.time_zone, r.wishes, r.created_at
FROM json_rows($2) AS r(id TEXT, client_no BIGINT, name TEXT, role TEXT, emails TEXT, phones TEXT, birthday TEXT, language TEXT, time_zone TEXT, wishes TEXT, created_at BIGINT)
