-- Newest first, a page at a time: the page before ended at ($2, $3, $4). The other conditions count where they are
-- given: questions ($5 = 1, numbers in $6), the time from $7 to $8, words in $9 (LIKE pattern in small letters), a code
-- in $10 (as it stands in the JSON list), a source in $11, and what is known of the client in $12: each named
-- attribute must have one of its given values.
SELECT m.seq, m.question_no, m.occurred_at, m.client_no, m.source_no, m.text, m.codes, m.score, m.scale, c.attributes
FROM comments m
JOIN clients c ON c.organization_id = m.organization_id AND c.no = m.client_no
WHERE m.organization_id = $1
  AND m.occurred_at <= $2
  AND (m.occurred_at < $2 OR (m.occurred_at = $2 AND (m.seq < $3 OR (m.seq = $3 AND m.question_no < $4))))
  AND ($5 = 0 OR m.question_no IN (SELECT q.no FROM json_rows($6) AS q(no BIGINT)))
  AND m.occurred_at >= $7 AND m.occurred_at < $8
  AND ($9 = '' OR m.folded LIKE $9 ESCAPE '!')
  AND ($10 = '' OR m.codes LIKE $10 ESCAPE '!')
  AND ($11 = -1 OR m.source_no = $11)
  AND NOT EXISTS (
      SELECT 1 FROM json_rows($12) AS w(key TEXT)
      WHERE NOT EXISTS (
          SELECT 1 FROM json_rows($12) AS a(key TEXT, value TEXT)
          WHERE a.key = w.key AND json_of(c.attributes) ->> a.key = a.value
      )
  )
ORDER BY m.occurred_at DESC, m.seq DESC, m.question_no DESC
LIMIT $13
