-- Refused by the database while a touchpoint, a cell or a statement about its world refers to it.
DELETE FROM audiences WHERE organization_id = $1 AND id = $2
