-- Something is different because a client spoke up.
INSERT INTO client_changes (organization_id, id, client_no, words, said, at, expectation_id, made_by, recorded_at, finding_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
