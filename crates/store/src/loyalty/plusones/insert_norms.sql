-- The expectations that a norm has become.
INSERT INTO plus_one_norms (organization_id, plus_one_no, client_no, expectation_id, written_at)
SELECT $1, $3, r.client_no, r.expectation_id, $4
FROM json_rows($2) AS r(client_no BIGINT, expectation_id TEXT)
WHERE true
ON CONFLICT (organization_id, plus_one_no, client_no) DO NOTHING
