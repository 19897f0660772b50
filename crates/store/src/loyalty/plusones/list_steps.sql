-- The steps of all plus-ones, each one's in the order of time.
SELECT plus_one_no, stepped_at, from_state, to_state, why, client_no, wows, of_reactions FROM plus_one_steps
WHERE organization_id = $1
ORDER BY plus_one_no, position
