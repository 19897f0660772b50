-- Jobs that were over before this moment.
DELETE FROM jobs WHERE state IN ('done', 'cancelled', 'failed') AND finished_at < $1
