-- Who was met by touches that were written after a number, and when last.
-- MATERIALIZED: the later ones first; for the grouping SQLite would go through all touches.
WITH later AS MATERIALIZED (
    SELECT t.client_no, t.occurred_at FROM touches t WHERE t.organization_id = $1 AND t.seq > $2
)
SELECT client_no, MAX(occurred_at) AS last_touch_at FROM later GROUP BY client_no
