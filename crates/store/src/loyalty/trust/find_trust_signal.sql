-- One signal.
SELECT s.id, s.client_no, c.id AS client_id, s.part, s.good, s.weight, s.at, s.half_life_days, s.source, s.words, s.noted_at,
       s.noted_by, s.corrects, s.taken_back
FROM trust_signals s
JOIN clients c ON c.organization_id = s.organization_id AND c.no = s.client_no
WHERE s.organization_id = $1 AND s.id = $2
