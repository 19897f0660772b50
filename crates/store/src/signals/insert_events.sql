-- A thousand events in one statement.
INSERT INTO events
    (organization_id, seq, id, source_no, external_id, content_hash, client_no, kind_no, occurred_at, recorded_at,
     import_no, note)
SELECT $1, r.seq, r.id, r.source_no, r.external_id, r.content_hash, r.client_no, r.kind_no, r.occurred_at, $3, $4, r.note
FROM json_rows($2) AS r(seq BIGINT, id TEXT, source_no BIGINT, external_id TEXT, content_hash TEXT, client_no BIGINT, kind_no BIGINT, occurred_at BIGINT, note TEXT)
