-- Somebody spoke for us.
INSERT INTO advocacy (organization_id, id, client_no, kind, at, words, caused_kind, caused_id, new_client_no, revenue_cents,
    noted_at, noted_by, withdrawn, fact_seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
