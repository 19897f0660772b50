-- What is different because this client spoke up, the newest first.
SELECT g.id, c.id AS client_id, g.words, g.said, g.at, g.expectation_id, g.finding_id, g.made_by
FROM client_changes g
JOIN clients c ON c.organization_id = g.organization_id AND c.no = g.client_no
WHERE g.organization_id = $1 AND g.client_no = $2
ORDER BY g.at DESC, g.id DESC
LIMIT 200
