-- The last move that holds is taken back.
UPDATE plus_one_moves SET taken_back_at = $3
WHERE organization_id = $1 AND no = (SELECT MAX(m.no) FROM plus_one_moves m
    WHERE m.organization_id = $1 AND m.plus_one_no = $2 AND m.taken_back_at IS NULL)
