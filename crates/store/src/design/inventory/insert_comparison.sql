-- What was seen of somebody else.
INSERT INTO comparisons (organization_id, id, touchpoint_id, who, attention, evidence, link, seen_at, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
