-- Also those that were removed: a removal can be taken back.
SELECT id, label, kind, note, expresses, created_at, removed_at
FROM brand_elements WHERE organization_id = $1 ORDER BY created_at, id
