-- They may be one after all.
DELETE FROM client_distinctions WHERE organization_id = $1 AND first_no = $2 AND second_no = $3
