-- Only whoever has seen the newest revision may replace it.
UPDATE journeys SET name = $4, document = $5, changed_at = $6, changed_by = $7, revision = revision + 1
WHERE organization_id = $1 AND id = $2 AND revision = $3
