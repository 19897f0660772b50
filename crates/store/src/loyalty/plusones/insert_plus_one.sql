-- A new one, as an idea.
INSERT INTO plus_ones
    (organization_id, id, no, words, cost_class, cost_cents, currency, minutes, ask_first, hold_out_percent, touchpoint_id,
     state, since, given, votes, sprint_id, replaces, kept_at, kept_by, farewell, made_at, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'idea', $12, 0, $13, $14, $15, NULL, NULL, NULL, $12, $16)
