-- Takes a journey away.
DELETE FROM journeys WHERE organization_id = $1 AND id = $2
