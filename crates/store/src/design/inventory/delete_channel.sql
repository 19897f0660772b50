-- Refused by the database while a touchpoint or a cell stands in it.
DELETE FROM channels WHERE organization_id = $1 AND id = $2
