-- How many acts of each kind stand and of how many clients, the same of all kinds together, and of departures.
SELECT a.kind AS kind, COUNT(*) AS count, COUNT(DISTINCT a.client_no) AS clients
FROM advocacy a
WHERE a.organization_id = $1 AND NOT a.withdrawn
GROUP BY a.kind
UNION ALL
SELECT 'any' AS kind, COUNT(*) AS count, COUNT(DISTINCT a.client_no) AS clients
FROM advocacy a
WHERE a.organization_id = $1 AND NOT a.withdrawn
UNION ALL
SELECT 'departure' AS kind, COUNT(*) AS count, COUNT(DISTINCT d.client_no) AS clients
FROM departures d
WHERE d.organization_id = $1 AND NOT d.withdrawn
