-- Rows of a file that were not taken, by the thousand.
INSERT INTO change_rejects (organization_id, change_id, line, reason, cells)
SELECT $1, $2, r.line, r.reason, r.cells FROM json_rows($3) AS r(line BIGINT, reason TEXT, cells TEXT)
