-- Somebody of the firm is for it.
INSERT INTO plus_one_votes (organization_id, plus_one_no, person_id)
VALUES ($1, $2, $3)
ON CONFLICT (organization_id, plus_one_no, person_id) DO NOTHING
