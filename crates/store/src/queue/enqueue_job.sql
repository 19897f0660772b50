-- Work for later. The same thing is not queued twice: the partial unique index refuses it while it waits or runs.
INSERT INTO jobs
    (id, organization_id, kind, payload, dedupe_key, state, run_at, attempts, max_attempts, cancel_requested, created_at)
VALUES ($1, $2, $3, $4, $5, 'queued', $6, 0, $7, FALSE, $8)
ON CONFLICT (dedupe_key) WHERE state IN ('queued', 'running') DO NOTHING
