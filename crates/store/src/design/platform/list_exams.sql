-- Every look there ever was, in the order of time.
SELECT id, element_id, standard_id, score, evidence, picture_id, examined_at, examined_by, created_at, withdrawn_at
FROM exams WHERE organization_id = $1 ORDER BY examined_at, created_at, id
