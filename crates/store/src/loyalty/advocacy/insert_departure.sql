-- A client left.
INSERT INTO departures (organization_id, id, client_no, at, causes, words, revenue_cents, noted_at, noted_by, withdrawn,
    fact_seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
