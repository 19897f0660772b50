-- The words go with their import.
DELETE FROM comments WHERE organization_id = $1 AND import_no = $2
