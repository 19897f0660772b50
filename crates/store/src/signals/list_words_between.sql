-- What was written in a page of responses.
SELECT seq, question_no, text FROM comments
WHERE organization_id = $1 AND seq > $2 AND seq <= $3
ORDER BY seq, question_no
