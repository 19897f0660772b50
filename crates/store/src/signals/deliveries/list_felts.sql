-- What became known later of some touches, in the order in which it did.
SELECT f.touch_seq, f.self_score, f.perception, f.emotion, f.words, f.heard_after, f.recorded_at
FROM json_rows($2) AS k(seq BIGINT) CROSS JOIN felts f
WHERE f.organization_id = $1 AND f.touch_seq = k.seq
ORDER BY f.touch_seq, f.seq
