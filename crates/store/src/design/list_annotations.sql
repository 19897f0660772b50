-- In the order of time.
SELECT id, at, label, touchpoint_id, created_by FROM annotations WHERE organization_id = $1 ORDER BY at, id
