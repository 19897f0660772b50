-- This is not told to the client.
INSERT INTO untold_changes (organization_id, client_no, finding_id, at) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
