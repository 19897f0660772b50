-- Which of many external ids are here already, and what they say; as for responses.
SELECT e.id, e.source_no, e.external_id, e.content_hash, e.import_no
FROM json_rows($2) AS k(source_no BIGINT, external_id TEXT)
CROSS JOIN events e
WHERE e.organization_id = $1 AND e.source_no = k.source_no AND e.external_id = k.external_id
