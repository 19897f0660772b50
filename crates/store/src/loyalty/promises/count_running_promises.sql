-- How many promises are still to be done, of each client who has one.
SELECT client_no, COUNT(*) AS count FROM promises
WHERE organization_id = $1 AND settled_at IS NULL
GROUP BY client_no
