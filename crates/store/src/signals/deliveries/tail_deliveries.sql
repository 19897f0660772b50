-- The deliveries of a stretch of the log, in the order of their touches.
SELECT seq, checked, met, defect_count, self_score, heard FROM deliveries
WHERE organization_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq
