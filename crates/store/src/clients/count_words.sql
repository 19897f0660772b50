-- How many words begin as each thing that was typed, up to a limit ($3): the rarest leads the search.
SELECT q.no, (
    SELECT COUNT(*) FROM (
      SELECT 1 FROM client_words w
      WHERE w.organization_id = $1 AND w.word >= q.low AND w.word < q.high
      LIMIT $3) AS few) AS count
FROM json_rows($2) AS q(no BIGINT, low TEXT, high TEXT)
