-- By which channels and in which direction clients are met at each touchpoint.
SELECT touchpoint_no, channel_no, direction, COUNT(*) AS n, COUNT(DISTINCT client_no) AS clients,
    MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at
FROM touches WHERE organization_id = $1 GROUP BY touchpoint_no, channel_no, direction
