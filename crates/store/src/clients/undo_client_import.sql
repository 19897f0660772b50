-- A file of clients is taken back, once.
UPDATE client_imports SET undone_at = $3, undone_by = $4, undone = $5
WHERE organization_id = $1 AND id = $2 AND undone_at IS NULL
