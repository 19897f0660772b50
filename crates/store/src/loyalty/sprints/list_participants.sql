-- Who is in the room, in the order in which they came.
SELECT id, name FROM sprint_people
WHERE organization_id = $1 AND sprint_id = $2
ORDER BY joined_at, id
