-- The themes of expectations that hold, with how many there are in each status.
SELECT theme, status, COUNT(*) AS count
FROM expectations
WHERE organization_id = $1 AND status <> 'retired' AND theme IS NOT NULL
GROUP BY theme, status
ORDER BY theme, status
