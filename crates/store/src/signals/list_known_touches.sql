-- Which of many external ids are here already, and what they say; as for responses.
SELECT t.id, t.source_no, t.external_id, t.content_hash, t.import_no
FROM json_rows($2) AS k(source_no BIGINT, external_id TEXT)
CROSS JOIN touches t
WHERE t.organization_id = $1 AND t.source_no = k.source_no AND t.external_id = k.external_id
