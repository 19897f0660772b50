-- What became known later, as far as it is not sealed yet, with the touch that it is about.
SELECT f.seq, t.client_no, t.touchpoint_no, t.channel_no, t.source_no, t.occurred_at, t.import_no, f.perception, f.emotion,
       t.direction, t.planned, NULL AS said, f.heard_before, f.heard_after
FROM felts f JOIN touches t ON t.organization_id = f.organization_id AND t.seq = f.touch_seq
WHERE f.organization_id = $1 AND f.seq > $2 AND f.seq <= $3 ORDER BY f.seq
