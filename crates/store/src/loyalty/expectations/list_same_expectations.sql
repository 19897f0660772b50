-- Which of many words are on record of their client already and still hold: the same batch may come twice.
SELECT x.id, x.client_no, x.contact_id, x.words
FROM json_rows($2) AS k(client_no BIGINT, words TEXT)
CROSS JOIN expectations x
WHERE x.organization_id = $1 AND x.client_no = k.client_no AND x.words = k.words AND x.status <> 'retired'
ORDER BY x.id
