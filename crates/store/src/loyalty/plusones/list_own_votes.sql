-- Which of them this person is for.
SELECT plus_one_no FROM plus_one_votes
WHERE organization_id = $1 AND person_id = $2
