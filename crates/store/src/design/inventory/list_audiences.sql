-- The audiences in the order in which they were made.
SELECT id, key, label, filter FROM audiences WHERE organization_id = $1 ORDER BY created_at, key
