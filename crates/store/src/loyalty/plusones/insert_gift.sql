-- One more delivery, or its deliberate absence.
INSERT INTO gifts
    (organization_id, id, no, plus_one_no, client_no, given_at, held_out, asked_first, reaction, felt, words, reacted_at,
     external_id, given_by, recorded_at, taken_back_at, fact_seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, NULL, $16)
