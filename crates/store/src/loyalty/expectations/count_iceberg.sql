-- How many expectations are alike in what the iceberg asks of them; retired ones are no part of it.
SELECT depth, status, theme, fresh, COUNT(*) AS count
FROM (
    SELECT depth, status, theme, CASE WHEN due_at >= $2 THEN 1 ELSE 0 END AS fresh
    FROM expectations
    WHERE organization_id = $1 AND status <> 'retired'
) AS x
GROUP BY depth, status, theme, fresh
ORDER BY depth, status, theme, fresh
