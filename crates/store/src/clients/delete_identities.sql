-- Before what others call a client is written anew.
DELETE FROM client_identities WHERE organization_id = $1 AND client_no = $2
