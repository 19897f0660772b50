-- So do their checklists.
DELETE FROM deliveries
WHERE organization_id = $1
  AND seq IN (SELECT t.seq FROM touches t WHERE t.organization_id = $1 AND t.import_no = $2)
