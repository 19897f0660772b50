-- A new link was made: whoever of this client waited for one has it.
UPDATE client_link_requests SET settled_at = $4, settled_by = $5
WHERE organization_id = $1 AND client_no = $2 AND contact_id = $3 AND settled_at IS NULL
