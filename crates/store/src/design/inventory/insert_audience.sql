-- A group of clients for whom touchpoints are designed.
INSERT INTO audiences (organization_id, id, key, label, filter, created_at) VALUES ($1, $2, $3, $4, $5, $6)
