-- Clients that undone imports brought and that have no response and no touch left.
DELETE FROM clients
WHERE organization_id = $1
  AND import_no IN (SELECT b.import_no FROM retracted_batches b WHERE b.organization_id = $1)
  AND NOT EXISTS (SELECT 1 FROM responses r WHERE r.organization_id = $1 AND r.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM touches t WHERE t.organization_id = $1 AND t.client_no = clients.no)
