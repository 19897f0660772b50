-- How a run ended.
INSERT INTO gap_runs (organization_id, started_at, finished_at, milliseconds, up_to_seq, clients, raised, closed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (organization_id) DO UPDATE SET
    started_at = excluded.started_at, finished_at = excluded.finished_at, milliseconds = excluded.milliseconds,
    up_to_seq = excluded.up_to_seq, clients = excluded.clients, raised = excluded.raised, closed = excluded.closed
