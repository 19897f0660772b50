-- A person's prompts of some weeks, open or over: a calendar must hear of what was withdrawn, too.
SELECT id, client_no, rule_id, plan_touchpoint_id, owner_id, due_day, in_time_day, occasion_day, lapse_day, show_day, snoozed_at, snooze_until,
       snooze_reason, state, closed_at, closed_day, closed_reason, closed_said, said_by, created_at, changed_at, version
FROM prompts
WHERE organization_id = $1 AND owner_id = $2 AND due_day >= $3 AND due_day <= $4
ORDER BY due_day, id
LIMIT $5
