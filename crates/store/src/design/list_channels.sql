-- The channels in the order in which people want to see them.
SELECT id, no, key, label, position FROM channels WHERE organization_id = $1 ORDER BY position, no
