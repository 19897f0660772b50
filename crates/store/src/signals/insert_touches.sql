-- A thousand encounters in one statement. A truth travels as 0 or 1, which both databases read alike.
INSERT INTO touches
    (organization_id, seq, id, source_no, external_id, content_hash, client_no, touchpoint_no, channel_no, occurred_at,
     recorded_at, import_no, direction, planned, note, perception, emotion)
SELECT $1, r.seq, r.id, r.source_no, r.external_id, r.content_hash, r.client_no, r.touchpoint_no, r.channel_no,
       r.occurred_at, $3, $4, r.direction, r.planned = 1, r.note, r.perception, r.emotion
FROM json_rows($2) AS r(seq BIGINT, id TEXT, source_no BIGINT, external_id TEXT, content_hash TEXT, client_no BIGINT, touchpoint_no BIGINT, channel_no BIGINT, occurred_at BIGINT, direction TEXT, planned BIGINT, note TEXT, perception BIGINT, emotion TEXT)
