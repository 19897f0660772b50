-- A line of an expectation's history.
INSERT INTO expectation_changes
    (organization_id, seq, expectation_id, kind, at, by_name, by_client, before_state, after_state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
