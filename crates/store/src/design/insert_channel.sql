-- A way how a touch happens.
INSERT INTO channels (organization_id, id, no, key, label, position) VALUES ($1, $2, $3, $4, $5, $6)
