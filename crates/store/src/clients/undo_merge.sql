-- A merge is taken back, once.
UPDATE client_merges SET undone_at = $3 WHERE organization_id = $1 AND id = $2 AND undone_at IS NULL
