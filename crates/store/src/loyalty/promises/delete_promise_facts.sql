-- That a promise was made, where nothing else has happened to it.
DELETE FROM promise_facts
WHERE organization_id = $1 AND promise_id = $2
  AND NOT EXISTS (
    SELECT 1 FROM promise_facts other WHERE other.organization_id = $1 AND other.promise_id = $2 AND other.no > 1
  )
