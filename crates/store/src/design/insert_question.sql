-- Something that is asked.
INSERT INTO questions
    (organization_id, id, no, key, label, kind, scale, touchpoint_id, aspect, is_primary, import_no)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
