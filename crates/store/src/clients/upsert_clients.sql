-- New clients and what is now known of others, many at once, as they were worked out under the organization's turn to
-- write. An upsert also where all are known: SQLite would do UPDATE … FROM by going through every client of the
-- organization with all rows for each.
INSERT INTO clients (organization_id, no, id, key, name, attributes, created_at, import_no, kind, owner_id, sort_name,
    merged_into, words_version)
SELECT $1, r.no, r.id, r.key, r.name, r.attributes, $3, $4, r.kind, r.owner_id, r.sort_name, r.merged_into, $5
FROM json_rows($2) AS r(no BIGINT, id TEXT, key TEXT, name TEXT, attributes TEXT, kind TEXT, owner_id TEXT, sort_name TEXT, merged_into BIGINT)
WHERE TRUE
ON CONFLICT (organization_id, no) DO UPDATE SET name = excluded.name, attributes = excluded.attributes,
    kind = excluded.kind, owner_id = excluded.owner_id, sort_name = excluded.sort_name,
    merged_into = excluded.merged_into, words_version = excluded.words_version
