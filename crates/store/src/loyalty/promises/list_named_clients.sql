-- Clients who are found by one of these words, for reading a promise written in one line. CROSS JOIN: the words first, then
-- who has them; for its order SQLite would go through all clients.
SELECT DISTINCT c.no, c.id, c.key, c.name
FROM json_rows($2) AS w(word TEXT)
CROSS JOIN client_words k
CROSS JOIN clients c
WHERE k.organization_id = $1 AND k.word = w.word AND c.organization_id = $1 AND c.no = k.client_no
  AND c.merged_into IS NULL
ORDER BY c.no
LIMIT $3
