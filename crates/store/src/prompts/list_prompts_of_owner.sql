-- What one person is to do up to a day, what has been shown the longest first. It reads a stretch of one index and stops
-- after a handful, however many clients there are.
SELECT id, client_no, rule_id, plan_touchpoint_id, owner_id, due_day, in_time_day, occasion_day, lapse_day, show_day, snoozed_at, snooze_until,
       snooze_reason, state, closed_at, closed_day, closed_reason, closed_said, said_by, created_at, changed_at, version
FROM prompts
WHERE organization_id = $1 AND state = 'open' AND owner_id = $2 AND show_day >= $3 AND show_day <= $4 AND lapse_day >= $5
ORDER BY show_day, due_day, id
LIMIT $6
