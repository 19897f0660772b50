-- The newest first; ids sort by time.
SELECT id, at, by_name, kind, label, detail, items, rejected, undone_at, undoes FROM changes
WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR id < $2)
ORDER BY id DESC LIMIT $3
