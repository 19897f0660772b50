-- What was written in many responses, and about which touchpoint.
SELECT c.seq, COALESCE(t.no, -1) AS touchpoint_no, c.text
FROM json_rows($2) AS k(seq BIGINT)
CROSS JOIN comments c
JOIN questions q ON q.organization_id = c.organization_id AND q.no = c.question_no
LEFT JOIN touchpoints t ON t.organization_id = q.organization_id AND t.id = q.touchpoint_id
WHERE c.organization_id = $1 AND c.seq = k.seq AND c.text IS NOT NULL
