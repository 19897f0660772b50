-- The sealed part of the log.
SELECT id, path, row_count, bytes, time_from, time_to FROM segments WHERE organization_id = $1 ORDER BY time_from, id
