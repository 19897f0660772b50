-- A later merge that holds and has to do with one of these clients: it has to be taken back first.
SELECT id, kept_no, dropped_no, filled, at, by_name, undone_at FROM client_merges
WHERE organization_id = $1 AND undone_at IS NULL AND id > $2
  AND (kept_no = $3 OR kept_no = $4 OR dropped_no = $3 OR dropped_no = $4)
ORDER BY id DESC
LIMIT 1
