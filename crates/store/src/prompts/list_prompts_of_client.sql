-- What is coming and what lately became of it, for the client's page: the furthest in the future first.
SELECT id, client_no, rule_id, plan_touchpoint_id, owner_id, due_day, in_time_day, occasion_day, lapse_day, show_day, snoozed_at, snooze_until,
       snooze_reason, state, closed_at, closed_day, closed_reason, closed_said, said_by, created_at, changed_at, version
FROM prompts
WHERE organization_id = $1 AND client_no = $2
ORDER BY due_day DESC, id
LIMIT $3
