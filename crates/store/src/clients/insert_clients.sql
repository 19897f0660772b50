-- Many new clients at once.
INSERT INTO clients (organization_id, no, id, key, name, attributes, created_at, import_no)
SELECT $1, r.no, r.id, r.key, r.name, r.attributes, $3, $4
FROM json_rows($2) AS r(no BIGINT, id TEXT, key TEXT, name TEXT, attributes TEXT)
