-- A further standard of behaviour.
INSERT INTO behaviour_standards (organization_id, id, kind, words, expresses, example, counter_example, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
