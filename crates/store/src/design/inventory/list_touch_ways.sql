-- By which channels and in which direction clients were met at each touchpoint, by the newest $2 touches: what nobody has written
-- down shows in these, and a log of ten million is not read through for it.
SELECT touchpoint_no, channel_no, direction, COUNT(*) AS n, COUNT(DISTINCT client_no) AS clients,
    MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at
FROM (
    SELECT touchpoint_no, channel_no, direction, client_no, occurred_at FROM touches
    WHERE organization_id = $1
    ORDER BY seq DESC
    LIMIT $2
) newest
GROUP BY touchpoint_no, channel_no, direction
