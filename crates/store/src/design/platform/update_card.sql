-- Only over the wording that was read: who was slower is told.
UPDATE role_cards SET job = $4, department = $5, means = $6, wording = $7, changed_at = $8, removed_at = $9
WHERE organization_id = $1 AND id = $2 AND wording = $3
