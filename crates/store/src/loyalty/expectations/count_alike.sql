-- How many clients are alike in how much they expect, how much of it is known, lies below the waterline and was confirmed,
-- and how much of that no live plan serves ($3: the themes and the expectations that plans serve).
SELECT expected, known, below, confirmed, orphans, COUNT(*) AS clients
FROM (
    SELECT client_no, COUNT(*) AS expected,
           SUM(CASE WHEN status = 'confirmed' AND due_at >= $2 THEN 1 ELSE 0 END) AS known,
           SUM(CASE WHEN depth >= 2 THEN 1 ELSE 0 END) AS below,
           SUM(CASE WHEN status = 'confirmed' THEN 1 ELSE 0 END) AS confirmed,
           SUM(CASE WHEN status = 'confirmed'
                     AND COALESCE(theme, '') NOT IN (SELECT r.word FROM json_rows($3) AS r(word TEXT))
                     AND id NOT IN (SELECT r.word FROM json_rows($3) AS r(word TEXT))
                    THEN 1 ELSE 0 END) AS orphans
    FROM expectations
    WHERE organization_id = $1 AND status <> 'retired'
    GROUP BY client_no
) AS x
GROUP BY expected, known, below, confirmed, orphans
ORDER BY expected, known, below, confirmed, orphans
