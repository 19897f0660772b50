-- Evidence that was wrong may go.
DELETE FROM comparisons WHERE organization_id = $1 AND id = $2
