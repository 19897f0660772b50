-- The rows that a change did not take.
SELECT line, reason, cells FROM change_rejects WHERE organization_id = $1 AND change_id = $2 ORDER BY line
