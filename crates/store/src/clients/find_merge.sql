-- One merge, also one that was taken back.
SELECT id, kept_no, dropped_no, filled, at, by_name, undone_at FROM client_merges WHERE organization_id = $1 AND id = $2
