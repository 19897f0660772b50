-- Who was found to be whom.
SELECT no, merged_into FROM clients
WHERE organization_id = $1 AND merged_into IS NOT NULL
