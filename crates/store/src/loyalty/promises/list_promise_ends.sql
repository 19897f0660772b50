-- How promises ended, of one client ($2) or of all (-1), for the rate of those kept on time.
-- The range of clients is one of one, or all: what is written as "all, or this one" no index answers. The plus keeps
-- SQLite from going by the end.
SELECT client_no, state, settled_at
FROM promises
WHERE organization_id = $1 AND client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END AND +settled_at >= $3
ORDER BY settled_at
