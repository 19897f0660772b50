-- How far it is; says whether it is still wanted.
UPDATE imports SET
    rows_total = $3, rows_done = $4, imported = $5, unchanged = $6, conflicts = $7, rejected = $8,
    touchpoints_created = $9, clients_created = $10, left_out = $11
WHERE organization_id = $1 AND id = $2 AND state = 'running'
RETURNING cancel_requested
