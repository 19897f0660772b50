-- The codes of the comments under the same conditions as the list: each different list of codes of each client once,
-- because themes count clients, not mentions.
SELECT DISTINCT m.client_no, m.codes
FROM comments m
JOIN clients c ON c.organization_id = m.organization_id AND c.no = m.client_no
WHERE m.organization_id = $1
  AND ($2 = 0 OR m.question_no IN (SELECT q.no FROM json_rows($3) AS q(no BIGINT)))
  AND m.occurred_at >= $4 AND m.occurred_at < $5
  AND ($6 = '' OR m.folded LIKE $6 ESCAPE '!')
  AND ($7 = '' OR m.codes LIKE $7 ESCAPE '!')
  AND ($8 = -1 OR m.source_no = $8)
  AND NOT EXISTS (
      SELECT 1 FROM json_rows($9) AS w(key TEXT)
      WHERE NOT EXISTS (
          SELECT 1 FROM json_rows($9) AS a(key TEXT, value TEXT)
          WHERE a.key = w.key AND json_of(c.attributes) ->> a.key = a.value
      )
  )
  AND m.codes <> '[]'
