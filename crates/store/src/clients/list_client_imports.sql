-- The latest files of clients that were brought in, and what came of taking them back.
SELECT i.id, i.name, i.at, i.by_name, i.counts, i.rejects IS NOT NULL AS has_rejects, i.undone_at, i.undone_by, i.undone,
       (SELECT COUNT(*) FROM client_import_changes c WHERE c.organization_id = $1 AND c.import_id = i.id) AS changes
FROM client_imports i
WHERE i.organization_id = $1
ORDER BY i.at DESC, i.id DESC
LIMIT $2
