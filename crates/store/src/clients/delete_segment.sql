-- A saved filter goes; its clients stay.
DELETE FROM client_segments WHERE organization_id = $1 AND id = $2
