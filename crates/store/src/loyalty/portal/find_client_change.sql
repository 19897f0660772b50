-- One change that a client brought about.
SELECT g.id, c.id AS client_id, g.words, g.said, g.at, g.expectation_id, g.finding_id, g.made_by
FROM client_changes g
JOIN clients c ON c.organization_id = g.organization_id AND c.no = g.client_no
WHERE g.organization_id = $1 AND g.id = $2
