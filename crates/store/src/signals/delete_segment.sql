-- A piece whose rows stand in a newer, larger one.
DELETE FROM segments WHERE organization_id = $1 AND id = $2
