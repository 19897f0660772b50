-- The facts of a stretch of records, to stand in the experience log.
SELECT seq, root, version, client_no, subject, kind, word, value, occurred_at, recorded_at, level, status, weight,
       half_life_days, confirmed_at, theme_no, detail
FROM loyalty_facts
WHERE organization_id = $1 AND seq > $2 AND seq <= $3
ORDER BY seq
