-- A page of encounters, in the order of seq.
SELECT t.seq, t.id, t.external_id, s.key AS source, t.client_no, t.touchpoint_no, t.channel_no, t.occurred_at, t.recorded_at,
       t.import_no, t.direction, t.planned, t.note, t.perception, t.emotion
FROM touches t JOIN sources s ON s.organization_id = t.organization_id AND s.no = t.source_no
WHERE t.organization_id = $1 AND t.seq > $2
ORDER BY t.seq
LIMIT $3
