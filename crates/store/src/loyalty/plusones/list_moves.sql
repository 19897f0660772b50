-- The moves that hold, in the order in which they were made.
SELECT no, moved_at, state FROM plus_one_moves
WHERE organization_id = $1 AND plus_one_no = $2 AND taken_back_at IS NULL
ORDER BY no
