-- One error of ours, with whom it struck.
SELECT e.id, c.id AS client_id, c.key AS client_key, c.name AS client_name, e.words, e.happened_at, e.found_by, e.told_at,
       e.noted_at, e.noted_by, e.withdrawn
FROM own_errors e
JOIN clients c ON c.organization_id = e.organization_id AND c.no = e.client_no
WHERE e.organization_id = $1 AND e.id = $2
