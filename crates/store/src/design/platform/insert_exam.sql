-- One look.
INSERT INTO exams
    (organization_id, id, element_id, standard_id, score, evidence, picture_id, examined_at, examined_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
