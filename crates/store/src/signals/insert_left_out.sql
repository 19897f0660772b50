-- Values that were left out of rows that stayed. An import that starts again after it was killed leaves out the same.
INSERT INTO import_left_out (organization_id, import_no, line, column_name, value, reason)
SELECT $1, $2, r.line, r.name, r.value, r.reason
FROM json_rows($3) AS r(line BIGINT, name TEXT, value TEXT, reason TEXT) WHERE TRUE
ON CONFLICT (organization_id, import_no, line, column_name) DO UPDATE SET value = excluded.value, reason = excluded.reason
