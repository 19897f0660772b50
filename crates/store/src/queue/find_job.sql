-- One job in whatever state.
SELECT id, organization_id, kind, payload, state, run_at, attempts, max_attempts, progress, last_error,
       cancel_requested, created_at, finished_at
FROM jobs WHERE id = $1
