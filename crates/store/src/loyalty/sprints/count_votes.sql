-- The votes of one line, counted anew.
UPDATE ideas SET revision = $4, votes = (SELECT COUNT(*) FROM idea_votes v
    WHERE v.organization_id = $1 AND v.sprint_id = $2 AND v.idea_id = $3)
WHERE organization_id = $1 AND sprint_id = $2 AND id = $3
