-- It was a mistake; or it was none after all.
UPDATE exams SET withdrawn_at = $3 WHERE organization_id = $1 AND id = $2
