-- Standings of clients that are gone, as after an import was undone.
DELETE FROM standings
WHERE organization_id = $1 AND NOT EXISTS (
    SELECT 1 FROM clients c WHERE c.organization_id = standings.organization_id AND c.no = standings.client_no
)
