-- How many promises stand how, of one client ($2) or of all (-1), and how many of the running ones are past their moment.
SELECT state, COUNT(*) AS count, SUM(CASE WHEN settled_at IS NULL AND due_at < $3 THEN 1 ELSE 0 END) AS overdue
FROM promises
WHERE organization_id = $1 AND ($2 = -1 OR client_no = $2)
GROUP BY state
