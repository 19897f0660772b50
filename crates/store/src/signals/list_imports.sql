-- Newest first; `before` is the number of the last one of the page before.
SELECT id, no, file_name, source, mapping_name, mapping, upload_id, state, cancel_requested, rows_total, rows_done, imported,
       unchanged, conflicts, rejected, left_out, touchpoints_created, clients_created, created_at, started_at, finished_at,
       by_who, by_id, by_name, error
FROM imports
WHERE organization_id = $1 AND no < $2
ORDER BY no DESC
LIMIT $3
