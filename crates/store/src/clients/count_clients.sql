-- How many there are, those that were found to be another one aside.
SELECT COUNT(*) AS count FROM clients WHERE organization_id = $1 AND merged_into IS NULL
