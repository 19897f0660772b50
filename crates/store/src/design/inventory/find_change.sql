-- One change, without what it touched.
SELECT id, at, by_name, kind, label, detail, items, rejected, undone_at, undoes FROM changes
WHERE organization_id = $1 AND id = $2
