-- The latest answers of a client up to a moment, with what it wrote and to which question.
SELECT r.seq, r.id, r.occurred_at, s.key AS source,
       (SELECT q.label FROM comments m
        JOIN questions q ON q.organization_id = m.organization_id AND q.no = m.question_no
        WHERE m.organization_id = $1 AND m.seq = r.seq AND m.text IS NOT NULL
        ORDER BY m.question_no LIMIT 1) AS asked,
       (SELECT m.text FROM comments m
        WHERE m.organization_id = $1 AND m.seq = r.seq AND m.text IS NOT NULL
        ORDER BY m.question_no LIMIT 1) AS words
FROM responses r
JOIN sources s ON s.organization_id = r.organization_id AND s.no = r.source_no
WHERE r.organization_id = $1 AND r.client_no = $2 AND r.occurred_at <= $3
ORDER BY r.occurred_at DESC, r.seq DESC
LIMIT $4
