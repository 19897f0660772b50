-- It went to the board.
UPDATE ideas SET plus_one_id = $4
WHERE organization_id = $1 AND sprint_id = $2 AND id = $3
