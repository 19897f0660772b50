-- How promises ended, of one client ($2) or of all (-1), for the rate of those kept on time.
SELECT state, settled_at, made_at
FROM promises
WHERE organization_id = $1 AND ($2 = -1 OR client_no = $2) AND settled_at IS NOT NULL AND settled_at >= $3
ORDER BY settled_at
