-- They have their link, or need none.
UPDATE client_link_requests SET settled_at = $3, settled_by = $4
WHERE organization_id = $1 AND id = $2 AND settled_at IS NULL
