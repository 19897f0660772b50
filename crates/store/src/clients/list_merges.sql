-- The latest merges; of one client, or of all.
SELECT id, kept_no, dropped_no, filled, at, by_name, undone_at FROM client_merges
WHERE organization_id = $1 AND ($2 = -1 OR kept_no = $2 OR dropped_no = $2)
ORDER BY id DESC
LIMIT $3
