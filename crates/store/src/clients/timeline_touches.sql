-- The latest touches of a client up to a moment, with what is known of how they were felt.
SELECT t.seq, t.id, p.label AS touchpoint, t.occurred_at, t.direction, t.planned, t.note, t.perception,
       (SELECT f.perception FROM felts f
        WHERE f.organization_id = $1 AND f.touch_seq = t.seq AND f.perception IS NOT NULL
        ORDER BY f.seq DESC LIMIT 1) AS felt_later,
       (SELECT f.words FROM felts f
        WHERE f.organization_id = $1 AND f.touch_seq = t.seq AND f.words IS NOT NULL
        ORDER BY f.seq DESC LIMIT 1) AS words,
       d.checked, d.met, d.defect_count
FROM touches t
JOIN touchpoints p ON p.organization_id = t.organization_id AND p.no = t.touchpoint_no
LEFT JOIN deliveries d ON d.organization_id = t.organization_id AND d.seq = t.seq
WHERE t.organization_id = $1 AND t.client_no = $2 AND t.occurred_at <= $3
ORDER BY t.occurred_at DESC, t.seq DESC
LIMIT $4
