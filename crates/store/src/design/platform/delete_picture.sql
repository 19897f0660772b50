-- One that nothing shows; the database refuses any other.
DELETE FROM pictures WHERE organization_id = $1 AND id = $2
