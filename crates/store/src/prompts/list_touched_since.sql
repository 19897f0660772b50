-- To whom something happened since a place in the log: a touch, or an event that may set off a plan.
SELECT seq, client_no FROM (
    SELECT seq, client_no FROM touches
    WHERE organization_id = $1 AND seq > $2
    ORDER BY seq
    LIMIT $3
) AS touched
UNION ALL
SELECT seq, client_no FROM (
    SELECT seq, client_no FROM events
    WHERE organization_id = $1 AND seq > $2
    ORDER BY seq
    LIMIT $3
) AS happened
ORDER BY seq
LIMIT $3
