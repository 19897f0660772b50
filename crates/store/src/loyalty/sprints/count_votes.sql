-- The votes of one line, counted anew.
UPDATE ideas SET revision = $4, votes = (SELECT COUNT(*) FROM idea_votes v
    WHERE v.organization_id = ideas.organization_id AND v.sprint_id = ideas.sprint_id AND v.idea_id = ideas.id)
WHERE organization_id = $1 AND sprint_id = $2 AND id = $3
