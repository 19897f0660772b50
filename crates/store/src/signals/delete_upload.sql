-- Its file is deleted by the server.
DELETE FROM uploads WHERE organization_id = $1 AND id = $2
