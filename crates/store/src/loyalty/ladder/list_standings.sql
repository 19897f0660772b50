-- A page of the clients who stand on one rung and are still with us, in the order of their numbers.
SELECT client_no, rung, basis, held_since, since, left_at, last_plus_one, mean, due_at
FROM standings
WHERE organization_id = $1 AND rung = $2 AND client_no > $3 AND left_at IS NULL
ORDER BY client_no
LIMIT $4
