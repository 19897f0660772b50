-- It was no change, or not this client's.
DELETE FROM client_changes WHERE organization_id = $1 AND id = $2
