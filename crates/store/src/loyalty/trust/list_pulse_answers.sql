-- Answers to the pulse since a moment, of one client ($2) or of all (-1).
SELECT client_no, answers FROM pulse_answers
WHERE organization_id = $1 AND ($2 = -1 OR client_no = $2) AND at >= $3
ORDER BY at, id
