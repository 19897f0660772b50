-- Somebody moved it.
INSERT INTO plus_one_moves (organization_id, no, plus_one_no, moved_at, state, moved_by, taken_back_at)
VALUES ($1, $2, $3, $4, $5, $6, NULL)
