-- Somebody changed their mind.
DELETE FROM plus_one_votes WHERE organization_id = $1 AND plus_one_no = $2 AND person_id = $3
