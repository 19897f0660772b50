-- Who was met by touches that were written after a number, and when last.
SELECT t.client_no, MAX(t.occurred_at) AS last_touch_at
FROM touches t
WHERE t.organization_id = $1 AND t.seq > $2
GROUP BY t.client_no
