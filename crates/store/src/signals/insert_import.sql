-- A file that will be brought in.
INSERT INTO imports
    (organization_id, no, id, file_name, source, mapping_name, mapping, upload_id, state, cancel_requested, rows_total,
     rows_done, imported, unchanged, conflicts, rejected, touchpoints_created, clients_created, created_at, started_at,
     finished_at, by_who, by_id, by_name, error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', FALSE, NULL, 0, 0, 0, 0, 0, 0, 0, $9, NULL, NULL, $10, $11, $12, NULL)
