-- What was written in one response.
SELECT question_no, text FROM comments WHERE organization_id = $1 AND seq = $2 ORDER BY question_no
