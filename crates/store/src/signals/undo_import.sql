-- Marks it; only one that is over can be undone, and only once.
UPDATE imports SET state = 'undone'
WHERE organization_id = $1 AND id = $2 AND state IN ('done', 'cancelled', 'failed')
