-- One more line.
INSERT INTO ideas
    (organization_id, sprint_id, id, no, words, cost_class, written_by, written_at, votes, revision, plus_one_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, NULL)
