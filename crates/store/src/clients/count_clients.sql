-- How many there are.
SELECT COUNT(*) AS count FROM clients WHERE organization_id = $1
