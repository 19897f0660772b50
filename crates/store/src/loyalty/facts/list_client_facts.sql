-- All facts of one client, corrected ones as well, in the order in which they were recorded.
SELECT seq, root, version, client_no, subject, kind, word, value, occurred_at, recorded_at, level, status, weight,
       half_life_days, confirmed_at, theme_no, detail
FROM loyalty_facts
WHERE organization_id = $1 AND client_no = $2
ORDER BY seq
