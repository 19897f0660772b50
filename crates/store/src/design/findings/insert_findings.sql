-- Grounds that nobody has seen before.
INSERT INTO findings
    (organization_id, id, no, detector, ground, document, first_seen_at, last_seen_at, state, touchpoint_made)
SELECT $1, r.id, r.no, r.detector, r.ground, r.document, $3, $3, 'open', FALSE
FROM json_rows($2) AS r(id TEXT, no BIGINT, detector TEXT, ground TEXT, document TEXT)
