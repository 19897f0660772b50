-- The batches that every fold leaves out.
SELECT import_no FROM retracted_batches WHERE organization_id = $1 ORDER BY import_no
