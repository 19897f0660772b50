-- The part of the log that is not sealed yet, or a page of it, in the order of seq. What we wrote about a touch of
-- ours is not the client's word: only notes of inbound touches are looked through for cues.
SELECT seq, client_no, touchpoint_no, channel_no, source_no, occurred_at, import_no, perception, emotion, direction,
       planned,
       CASE WHEN direction = 'in' THEN note END AS said
FROM touches
WHERE organization_id = $1 AND seq > $2 AND seq <= $3
ORDER BY seq
