-- The marks of many clients.
INSERT INTO client_marks (organization_id, mark, client_no)
SELECT $1, r.mark, r.no FROM json_rows($2) AS r(mark TEXT, no BIGINT)
