-- Who noted it, and when, stays.
UPDATE own_errors SET words = $3, happened_at = $4, found_by = $5, told_at = $6, withdrawn = $7
WHERE organization_id = $1 AND id = $2
