-- Who shows this key.
SELECT id, name FROM sprint_people
WHERE organization_id = $1 AND sprint_id = $2 AND key_hash = $3
