-- What was asked, noted once for each import.
INSERT INTO question_uses (organization_id, import_no, question_no)
SELECT $1, $3, r.no FROM json_rows($2) AS r(no BIGINT) WHERE TRUE
ON CONFLICT (organization_id, import_no, question_no) DO NOTHING
