-- One saved filter.
SELECT id, name, filter, created_at, changed_at, by_name FROM client_segments WHERE organization_id = $1 AND id = $2
