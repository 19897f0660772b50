-- A page of the rejected rows in the order of the file.
SELECT line, reason, cells FROM import_rejects
WHERE organization_id = $1 AND import_no = $2 AND line > $3
ORDER BY line
LIMIT $4
