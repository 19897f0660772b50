-- What one participant voted for.
SELECT idea_id FROM idea_votes
WHERE organization_id = $1 AND sprint_id = $2 AND person_id = $3
