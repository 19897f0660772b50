-- Rows that were not taken. An import that starts again after it was killed rejects the same ones again.
INSERT INTO import_rejects (organization_id, import_no, line, reason, cells)
SELECT $1, $2, r.line, r.reason, r.cells FROM json_rows($3) AS r(line BIGINT, reason TEXT, cells TEXT) WHERE TRUE
ON CONFLICT (organization_id, import_no, line) DO UPDATE SET reason = excluded.reason, cells = excluded.cells
