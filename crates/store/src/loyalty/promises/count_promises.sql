-- How many promises stand how, of one client ($2) or of all (-1), and how many of the running ones are past their moment.
-- The range of clients is one of one, or all: what is written as "all, or this one" no index answers.
SELECT state, COUNT(*) AS count, SUM(CASE WHEN settled_at IS NULL AND due_at < $3 THEN 1 ELSE 0 END) AS overdue
FROM promises
WHERE organization_id = $1 AND client_no BETWEEN CASE WHEN $2 = -1 THEN 0 ELSE $2 END AND CASE WHEN $2 = -1 THEN 9223372036854775807 ELSE $2 END
GROUP BY state
