-- A participant changed their mind.
DELETE FROM idea_votes WHERE organization_id = $1 AND sprint_id = $2 AND idea_id = $3 AND person_id = $4
