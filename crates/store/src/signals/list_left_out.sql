-- The values that were left out, in the order of the file.
SELECT line, column_name, value, reason FROM import_left_out
WHERE organization_id = $1 AND import_no = $2
ORDER BY line, column_name
LIMIT $3
