-- A step of the client's life.
INSERT INTO stages (organization_id, id, no, key, label, position) VALUES ($1, $2, $3, $4, $5, $6)
