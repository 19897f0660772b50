-- One import.
SELECT id, no, file_name, source, mapping_name, mapping, upload_id, state, cancel_requested, rows_total, rows_done, imported,
       unchanged, conflicts, rejected, left_out, touchpoints_created, clients_created, created_at, started_at, finished_at,
       by_who, by_id, by_name, error
FROM imports
WHERE organization_id = $1 AND id = $2
