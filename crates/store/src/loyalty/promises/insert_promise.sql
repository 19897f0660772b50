-- A new promise.
INSERT INTO promises (organization_id, id, client_no, contact_id, touch_id, words, who, made_at, due_at, state, settled_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
