-- How many confirmed expectations were last confirmed so many whole days ago.
SELECT days, COUNT(*) AS count
FROM (
    SELECT ($2 - confirmed_at) / 86400000000 AS days
    FROM expectations
    WHERE organization_id = $1 AND status = 'confirmed' AND confirmed_at IS NOT NULL
) AS x
GROUP BY days
ORDER BY days
