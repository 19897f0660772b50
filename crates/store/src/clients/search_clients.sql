-- A page of clients who have a word that begins as was typed ($2 to $3), in the order of that word, after a word and a
-- number ($4, $5). Each comes at the first of its words that fits, and only if it has one for everything else that was
-- typed: up to five more beginnings ($7 to $16), '' where there are fewer. They are no rows of JSON, because it would be read
-- anew for every client that is looked at. CROSS JOIN: words first, which is the order they come in.
SELECT w.word, c.id, c.no, c.key, c.name, c.kind, c.owner_id, c.attributes, c.created_at, c.last_touch_at, c.merged_into
FROM client_words w
CROSS JOIN clients c
WHERE w.organization_id = $1 AND w.word >= $4 AND w.word < $3 AND (w.word > $4 OR w.client_no > $5)
  AND ($7 = '' OR EXISTS (
    SELECT 1 FROM client_words o
    WHERE o.organization_id = $1 AND o.client_no = w.client_no AND o.word >= $7 AND o.word < $8))
  AND ($9 = '' OR EXISTS (
    SELECT 1 FROM client_words o
    WHERE o.organization_id = $1 AND o.client_no = w.client_no AND o.word >= $9 AND o.word < $10))
  AND ($11 = '' OR EXISTS (
    SELECT 1 FROM client_words o
    WHERE o.organization_id = $1 AND o.client_no = w.client_no AND o.word >= $11 AND o.word < $12))
  AND ($13 = '' OR EXISTS (
    SELECT 1 FROM client_words o
    WHERE o.organization_id = $1 AND o.client_no = w.client_no AND o.word >= $13 AND o.word < $14))
  AND ($15 = '' OR EXISTS (
    SELECT 1 FROM client_words o
    WHERE o.organization_id = $1 AND o.client_no = w.client_no AND o.word >= $15 AND o.word < $16))
  AND NOT EXISTS (
    SELECT 1 FROM client_words f
    WHERE f.organization_id = $1 AND f.client_no = w.client_no AND f.word >= $2 AND f.word < w.word)
  AND c.organization_id = $1 AND c.no = w.client_no
ORDER BY w.word, w.client_no
LIMIT $6
