-- An error of ours.
INSERT INTO own_errors (organization_id, id, client_no, words, happened_at, found_by, told_at, noted_at, noted_by, withdrawn)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
