-- How many clients came back in which period after their first response: for each first period (by the given edges of
-- time, as rows) and each later one, the number of distinct clients.
WITH edges AS (
    SELECT e.no, e.start_at, e.end_at FROM json_rows($2) AS e(no BIGINT, start_at BIGINT, end_at BIGINT)
), firsts AS (
    SELECT client_no, MIN(occurred_at) AS first_at
    FROM responses
    WHERE organization_id = $1
    GROUP BY client_no
)
SELECT born.no AS cohort, seen.no AS period, COUNT(DISTINCT r.client_no) AS clients
FROM firsts f
JOIN edges born ON f.first_at >= born.start_at AND f.first_at < born.end_at
JOIN responses r ON r.organization_id = $1 AND r.client_no = f.client_no
JOIN edges seen ON r.occurred_at >= seen.start_at AND r.occurred_at < seen.end_at
GROUP BY born.no, seen.no
ORDER BY born.no, seen.no
