-- Before they are written anew.
DELETE FROM plus_one_steps WHERE organization_id = $1 AND plus_one_no = $2
