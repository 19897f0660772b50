-- Every organization counts from its first day.
INSERT INTO numbers (organization_id) VALUES ($1)
