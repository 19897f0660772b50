-- Clients with an open prompt whose date has gone by.
SELECT DISTINCT client_no FROM prompts
WHERE organization_id = $1 AND state = 'open' AND lapse_day < $2
ORDER BY client_no
LIMIT $3
