-- A touch as far as its feeling is concerned: with its delivery, where it has one.
SELECT t.seq, t.id AS touch_id, t.touchpoint_no, t.perception, t.emotion, t.recorded_at, d.id AS delivery_id,
       d.plan_version, d.self_score, d.heard
FROM touches t LEFT JOIN deliveries d ON d.organization_id = t.organization_id AND d.seq = t.seq
WHERE t.organization_id = $1 AND t.id = $2
