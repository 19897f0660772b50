-- A known ground with today's evidence. One that was put off or gone and is back is open and new again.
UPDATE findings SET
    document = $3,
    last_seen_at = $4,
    first_seen_at = CASE WHEN $5 AND state = 'closed' THEN $4 ELSE first_seen_at END,
    state = CASE WHEN $5 THEN 'open' ELSE state END,
    until_day = CASE WHEN $5 THEN NULL ELSE until_day END
WHERE organization_id = $1 AND id = $2 AND state <> 'dismissed'
