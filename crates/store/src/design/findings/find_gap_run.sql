-- The last run that ended, and the job of the next.
SELECT job_id, started_at, finished_at, milliseconds, up_to_seq, clients, raised, closed
FROM gap_runs WHERE organization_id = $1
