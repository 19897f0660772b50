-- What to offer in the filter.
SELECT DISTINCT action FROM audit_log WHERE organization_id = $1 ORDER BY action
