-- Somebody came in.
INSERT INTO sprint_people (organization_id, sprint_id, id, name, key_hash, joined_at)
VALUES ($1, $2, $3, $4, $5, $6)
