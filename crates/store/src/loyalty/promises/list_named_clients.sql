-- Clients whose name or key has one of these words, for reading a promise written in one line.
SELECT DISTINCT c.id, c.key, c.name
FROM json_rows($2) AS w(word TEXT)
CROSS JOIN clients c
WHERE c.organization_id = $1
  AND (LOWER(c.key) = w.word OR LOWER(c.name) = w.word OR LOWER(c.name) LIKE w.word || ' %'
       OR LOWER(c.name) LIKE '% ' || w.word || ' %' OR LOWER(c.name) LIKE '% ' || w.word)
ORDER BY c.key
LIMIT $3
