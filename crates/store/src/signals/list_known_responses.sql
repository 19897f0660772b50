-- Which of many external ids are here already, and what they say. Asked under the organization's turn to write, so
-- nobody can add one between this and the insert. CROSS JOIN keeps SQLite's planner on the short side first: it thought
-- it better to go through all responses once for each id.
SELECT r.id, r.source_no, r.external_id, r.content_hash, r.import_no
FROM json_rows($2) AS k(source_no BIGINT, external_id TEXT)
CROSS JOIN responses r
WHERE r.organization_id = $1 AND r.source_no = k.source_no AND r.external_id = k.external_id
