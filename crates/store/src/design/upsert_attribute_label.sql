-- The latest name of an attribute wins.
INSERT INTO attribute_labels (organization_id, key, label) VALUES ($1, $2, $3)
ON CONFLICT (organization_id, key) DO UPDATE SET label = excluded.label
