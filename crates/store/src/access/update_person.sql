-- A new role, or an access closed or opened again.
UPDATE people SET role = $3, active = $4 WHERE organization_id = $1 AND id = $2
