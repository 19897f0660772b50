-- These two are two.
INSERT INTO client_distinctions (organization_id, first_no, second_no, at, by_name)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (organization_id, first_no, second_no) DO NOTHING
