-- With its versions. Imports keep their own copy of what they were read with.
DELETE FROM mappings WHERE organization_id = $1 AND id = $2
