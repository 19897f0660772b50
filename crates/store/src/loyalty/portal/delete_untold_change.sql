-- It may be told all the same.
DELETE FROM untold_changes WHERE organization_id = $1 AND client_no = $2 AND finding_id = $3
