-- A further signal, which may stand in the place of an earlier one.
INSERT INTO trust_signals (organization_id, id, client_no, part, good, weight, at, half_life_days, source, words, noted_at,
    noted_by, corrects, taken_back)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
