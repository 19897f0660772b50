-- A new room, with the hash of the secret that opens it.
INSERT INTO sprints
    (organization_id, id, title, touchpoint_id, goal, secret_hash, started_at, ends_at, link_ends_at, closed_at, revision,
     ideas, people, started_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, 0, 0, 0, $10)
