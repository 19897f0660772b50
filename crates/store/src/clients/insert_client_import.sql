-- A file of clients was brought in.
INSERT INTO client_imports (organization_id, id, name, at, by_name, counts, rejects) VALUES ($1, $2, $3, $4, $5, $6, $7)
