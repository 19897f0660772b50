-- Two clients became one.
INSERT INTO client_merges (organization_id, id, kept_no, dropped_no, filled, at, by_name)
VALUES ($1, $2, $3, $4, $5, $6, $7)
