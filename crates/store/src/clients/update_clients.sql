-- Later facts about many clients at once; they were merged under the organization's turn to write.
UPDATE clients SET name = r.name, attributes = r.attributes
FROM json_rows($2) AS r(no BIGINT, name TEXT, attributes TEXT)
WHERE clients.organization_id = $1 AND clients.no = r.no
