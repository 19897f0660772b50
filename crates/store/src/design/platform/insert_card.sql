-- A card for a further job.
INSERT INTO role_cards (organization_id, id, job, department, means, wording, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
