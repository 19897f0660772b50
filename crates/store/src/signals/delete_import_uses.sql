-- What this import asked no longer counts as asked.
DELETE FROM question_uses WHERE organization_id = $1 AND import_no = $2
