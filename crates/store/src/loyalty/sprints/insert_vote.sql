-- A participant is for it; saying so twice is saying so once.
INSERT INTO idea_votes (organization_id, sprint_id, idea_id, person_id)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organization_id, sprint_id, idea_id, person_id) DO NOTHING
