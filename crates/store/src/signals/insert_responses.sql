-- A thousand questionnaires in one statement. The unique key is the second lock on the door: it refuses what the
-- lookup before would have found.
INSERT INTO responses
    (organization_id, seq, id, source_no, external_id, content_hash, client_no, channel_no, occurred_at, recorded_at,
     import_no, answers)
SELECT $1, r.seq, r.id, r.source_no, r.external_id, r.content_hash, r.client_no, r.channel_no, r.occurred_at, $3,
       $4, r.answers
FROM json_rows($2) AS r(seq BIGINT, id TEXT, source_no BIGINT, external_id TEXT, content_hash TEXT, client_no BIGINT, channel_no BIGINT, occurred_at BIGINT, answers TEXT)
