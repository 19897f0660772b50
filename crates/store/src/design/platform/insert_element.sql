-- A further element of the brand.
INSERT INTO brand_elements (organization_id, id, label, kind, note, expresses, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
