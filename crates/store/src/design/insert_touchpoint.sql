-- A place where clients meet us. References are checked by the database within the organization.
INSERT INTO touchpoints
    (organization_id, id, no, key, label, kind, existence, stage_id, channel_id, owner_id, position, import_no, edited,
     moment_of_truth, importance, department, our_attention, industry_attention, reason, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, FALSE, $13, $14, $15, $16, $17, $18, $19)
