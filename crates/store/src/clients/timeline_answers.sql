-- Our touches of a client from a moment on, with their touchpoints: what may have answered an event.
SELECT t.occurred_at, p.key AS touchpoint
FROM touches t
JOIN touchpoints p ON p.organization_id = t.organization_id AND p.no = t.touchpoint_no
WHERE t.organization_id = $1 AND t.client_no = $2 AND t.occurred_at >= $3 AND t.direction = 'out'
ORDER BY t.occurred_at, t.seq
LIMIT 2000
