-- Which records went from one client to another by merges that hold, and whose they were. Of one that went on and on the
-- first merge tells.
SELECT m.dropped_no, f.row_key
FROM client_merges m
JOIN merged_facts f ON f.organization_id = m.organization_id AND f.merge_id = m.id
WHERE m.organization_id = $1 AND m.undone_at IS NULL
  AND f.in_table IN ('events', 'loyalty_facts', 'responses', 'touches')
ORDER BY m.id DESC
