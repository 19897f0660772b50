-- What the touchpoint itself expresses.
INSERT INTO touchpoint_expressions (organization_id, touchpoint_id, part)
SELECT $1, $2, r.part FROM json_rows($3) AS r(part TEXT)
