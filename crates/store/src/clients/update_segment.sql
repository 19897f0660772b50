-- What a saved filter is called, and whom it means.
UPDATE client_segments SET name = $3, filter = $4, changed_at = $5 WHERE organization_id = $1 AND id = $2
