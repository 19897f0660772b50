-- They are written anew for the touchpoint.
DELETE FROM touchpoint_expressions WHERE organization_id = $1 AND touchpoint_id = $2
