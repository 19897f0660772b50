-- One line.
SELECT id, no, words, cost_class, written_by, written_at, votes, revision, plus_one_id FROM ideas
WHERE organization_id = $1 AND sprint_id = $2 AND id = $3
