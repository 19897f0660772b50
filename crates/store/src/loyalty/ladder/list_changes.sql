-- How one client came to stand where it stands.
SELECT client_no, occurred_at, from_rung, to_rung, reasons
FROM standing_changes
WHERE organization_id = $1 AND client_no = $2
ORDER BY occurred_at
