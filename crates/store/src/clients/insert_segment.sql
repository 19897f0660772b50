-- A further saved filter.
INSERT INTO client_segments (organization_id, id, name, filter, created_at, changed_at, by_name)
VALUES ($1, $2, $3, $4, $5, $5, $6)
