-- Prompts as they are from now on, new or changed, many at once. Another organization's stay as they were.
INSERT INTO prompts (organization_id, id, client_no, rule_id, plan_touchpoint_id, owner_id, due_day, in_time_day, occasion_day, lapse_day, show_day,
                     snoozed_at, snooze_until, snooze_reason, state, closed_at, closed_day, closed_reason, closed_said, said_by,
                     created_at, changed_at, version)
SELECT $1, r.id, r.client_no, r.rule_id, r.plan_touchpoint_id, r.owner_id, r.due_day, r.in_time_day, r.occasion_day, r.lapse_day, r.show_day,
       r.snoozed_at, r.snooze_until, r.snooze_reason, r.state, r.closed_at, r.closed_day, r.closed_reason, r.closed_said <> 0,
       r.said_by, r.created_at, r.changed_at, r.version
FROM json_rows($2) AS r(id TEXT, client_no BIGINT, rule_id TEXT, plan_touchpoint_id TEXT, owner_id TEXT, due_day TEXT, in_time_day TEXT, occasion_day TEXT, lapse_day TEXT, show_day TEXT, snoozed_at BIGINT, snooze_until TEXT, snooze_reason TEXT, state TEXT, closed_at BIGINT, closed_day TEXT, closed_reason TEXT, closed_said BIGINT, said_by TEXT, created_at BIGINT, changed_at BIGINT, version BIGINT)
WHERE TRUE
ON CONFLICT (id) DO UPDATE SET owner_id = excluded.owner_id, due_day = excluded.due_day, in_time_day = excluded.in_time_day,
    occasion_day = excluded.occasion_day, lapse_day = excluded.lapse_day, show_day = excluded.show_day,
    snoozed_at = excluded.snoozed_at, snooze_until = excluded.snooze_until, snooze_reason = excluded.snooze_reason,
    state = excluded.state, closed_at = excluded.closed_at, closed_day = excluded.closed_day,
    closed_reason = excluded.closed_reason, closed_said = excluded.closed_said, said_by = excluded.said_by,
    changed_at = excluded.changed_at, version = excluded.version
WHERE prompts.organization_id = $1
