-- Something changes in the room: who says so first takes its turn by this row, and its number.
UPDATE sprints SET revision = revision + 1, ideas = ideas + $3, people = people + $4
WHERE organization_id = $1 AND id = $2
RETURNING revision, ideas, people
