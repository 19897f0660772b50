-- What was written down about trust, corrected signals among it, of one client ($2) or of all (-1).
-- The range of clients is one of one, or all: what is written as "all, or this one" no index answers.
SELECT s.id, s.client_no, c.id AS client_id, s.part, s.good, s.weight, s.at, s.half_life_days, s.source, s.words, s.noted_at,
       s.noted_by, s.corrects, s.taken_back
FROM trust_signals s
JOIN clients c ON c.organization_id = s.organization_id AND c.no = s.client_no
WHERE s.organization_id = $1 AND s.client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END
ORDER BY s.noted_at, s.id
