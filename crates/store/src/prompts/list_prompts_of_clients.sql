-- What was asked for these clients, open or settled, from which the next is worked out.
SELECT p.id, p.client_no, p.rule_id, p.plan_touchpoint_id, p.owner_id, p.due_day, p.in_time_day, p.occasion_day, p.lapse_day, p.show_day, p.snoozed_at,
       p.snooze_until, p.snooze_reason, p.state, p.closed_at, p.closed_day, p.closed_reason, p.closed_said, p.said_by,
       p.created_at, p.changed_at, p.version
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN prompts p
WHERE p.organization_id = $1 AND p.client_no = r.no AND (p.state = 'open' OR (p.closed_said AND p.closed_day >= $3))
