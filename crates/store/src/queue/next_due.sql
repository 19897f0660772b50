-- When the next waiting job is due, so that a worker knows how long it may sleep.
SELECT MIN(run_at) AS run_at FROM jobs WHERE state = 'queued'
