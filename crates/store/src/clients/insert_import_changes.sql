-- What a file changed of many clients.
INSERT INTO client_import_changes (organization_id, import_id, no, laid)
SELECT $1, $2, r.no, r.laid FROM json_rows($3) AS r(no BIGINT, laid TEXT)
