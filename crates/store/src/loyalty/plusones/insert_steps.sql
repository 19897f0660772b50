-- The life of one plus-one, step by step.
INSERT INTO plus_one_steps
    (organization_id, plus_one_no, position, stepped_at, from_state, to_state, why, client_no, wows, of_reactions)
SELECT $1, $3, r.position, r.stepped_at, r.from_state, r.to_state, r.why, r.client_no, r.wows, r.of_reactions
FROM json_rows($2) AS r(position BIGINT, stepped_at BIGINT, from_state TEXT, to_state TEXT, why TEXT, client_no BIGINT, wows BIGINT, of_reactions BIGINT)
