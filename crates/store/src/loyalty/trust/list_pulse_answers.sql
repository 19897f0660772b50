-- Answers to the pulse since a moment, of one client ($2) or of all (-1).
-- The range of clients is one of one, or all: what is written as "all, or this one" no index answers.
SELECT client_no, answers FROM pulse_answers
WHERE organization_id = $1 AND client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END AND at >= $3
ORDER BY at, id
