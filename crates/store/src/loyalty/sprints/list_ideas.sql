-- What changed since a revision, in the order of their numbers.
SELECT id, no, words, cost_class, written_by, written_at, votes, revision, plus_one_id FROM ideas
WHERE organization_id = $1 AND sprint_id = $2 AND revision > $3
ORDER BY no
