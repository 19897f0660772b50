-- What was decided and still stands: an acceptance that was undone is open again.
SELECT d.ground, d.label, d.change_id, d.decided_at, d.by_name FROM decided_discoveries d
LEFT JOIN changes c ON c.organization_id = d.organization_id AND c.id = d.change_id
WHERE d.organization_id = $1 AND c.undone_at IS NULL
ORDER BY d.decided_at DESC, d.ground
