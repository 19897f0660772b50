-- The stages in the order in which a client passes through them.
SELECT id, no, key, label, position FROM stages WHERE organization_id = $1 ORDER BY position, no
