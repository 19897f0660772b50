-- The history of clients that are gone.
DELETE FROM standing_changes
WHERE organization_id = $1 AND NOT EXISTS (
    SELECT 1 FROM clients c WHERE c.organization_id = standing_changes.organization_id AND c.no = standing_changes.client_no
)
