-- Where signals come from, numbered for the log.
INSERT INTO sources (organization_id, no, key) VALUES ($1, $2, $3)
