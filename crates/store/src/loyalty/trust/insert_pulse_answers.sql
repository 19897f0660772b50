-- What one respondent answered.
INSERT INTO pulse_answers (organization_id, id, client_no, contact_id, at, answers, noted_at, noted_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
