-- Questions that undone imports brought and nothing else uses. Undone earlier counts too: the last user of such a
-- question may have been the import that is undone now.
DELETE FROM questions
WHERE organization_id = $1
  AND import_no IN (SELECT b.import_no FROM retracted_batches b WHERE b.organization_id = $1)
  AND NOT EXISTS (
      SELECT 1 FROM question_uses u WHERE u.organization_id = $1 AND u.question_no = questions.no
  )
