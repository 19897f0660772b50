-- Nothing else names a tier: its clients are found by their attribute.
DELETE FROM tiers WHERE organization_id = $1 AND id = $2
