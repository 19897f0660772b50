-- Which job will look for gaps next.
INSERT INTO gap_runs (organization_id, job_id) VALUES ($1, $2)
ON CONFLICT (organization_id) DO UPDATE SET job_id = excluded.job_id
