-- How often touches were delivered with a checklist at each touchpoint since then.
SELECT touchpoint_no, COUNT(*) AS count FROM deliveries
WHERE organization_id = $1 AND occurred_at >= $2 AND checked > 0 GROUP BY touchpoint_no
