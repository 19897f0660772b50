-- A new tenant.
INSERT INTO organizations (id, name, time_zone, demo, created_at) VALUES ($1, $2, $3, $4, $5)
