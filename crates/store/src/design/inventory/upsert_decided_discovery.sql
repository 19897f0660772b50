-- The latest decision counts.
INSERT INTO decided_discoveries (organization_id, ground, label, change_id, decided_at, by_name)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organization_id, ground) DO UPDATE SET
    label = excluded.label, change_id = excluded.change_id, decided_at = excluded.decided_at, by_name = excluded.by_name
