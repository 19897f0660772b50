-- Notes up to which record standings were computed.
INSERT INTO ladder_runs (organization_id, up_to_seq, computed_at, ground)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organization_id) DO UPDATE SET
    up_to_seq = excluded.up_to_seq, computed_at = excluded.computed_at, ground = excluded.ground
