-- A promise that was never made.
DELETE FROM promises WHERE organization_id = $1 AND id = $2
