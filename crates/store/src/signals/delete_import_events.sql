-- So that the same file can come again.
DELETE FROM events WHERE organization_id = $1 AND import_no = $2
