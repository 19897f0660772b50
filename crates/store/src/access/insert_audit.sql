-- Who did what. There is no statement that changes or deletes an entry.
INSERT INTO audit_log
    (organization_id, id, at, who, who_id, actor_name, action, subject_kind, subject_id, subject_label, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
