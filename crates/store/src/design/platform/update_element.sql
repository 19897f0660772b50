-- Another label, kind, note, or other parts of the promise.
UPDATE brand_elements SET label = $3, kind = $4, note = $5, expresses = $6, removed_at = $7
WHERE organization_id = $1 AND id = $2
