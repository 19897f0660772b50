-- For the metrics: how many wait, run, have failed.
SELECT state, COUNT(*) AS count FROM jobs GROUP BY state ORDER BY state
