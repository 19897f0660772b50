-- Where clients stand of whom that is known, of those who are still with us; a page in the order of their numbers.
SELECT client_no, rung FROM standings
WHERE organization_id = $1 AND client_no > $2 AND rung <> 'unknown' AND left_at IS NULL
ORDER BY client_no
LIMIT $3
