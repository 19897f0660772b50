-- New clients and later facts about known ones, many at once; the facts were merged under the organization's turn to
-- write. An upsert also where all are known: SQLite would do UPDATE … FROM by going through every client of the
-- organization with all rows for each.
INSERT INTO clients (organization_id, no, id, key, name, attributes, created_at, import_no)
SELECT $1, r.no, r.id, r.key, r.name, r.attributes, $3, $4
FROM json_rows($2) AS r(no BIGINT, id TEXT, key TEXT, name TEXT, attributes TEXT)
WHERE TRUE
ON CONFLICT (organization_id, no) DO UPDATE SET name = excluded.name, attributes = excluded.attributes
