-- Whether a file of clients was taken back.
SELECT undone_at FROM client_imports WHERE organization_id = $1 AND id = $2
