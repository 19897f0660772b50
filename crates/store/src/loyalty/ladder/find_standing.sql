-- Where one client stands.
SELECT client_no, rung, basis, held_since, since, left_at, last_plus_one, mean, due_at
FROM standings
WHERE organization_id = $1 AND client_no = $2
