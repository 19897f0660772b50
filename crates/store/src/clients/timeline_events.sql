-- The latest events of a client up to a moment, with what should follow them.
SELECT e.seq, e.id, e.occurred_at, e.note, k.label, k.answer_within_days, k.answer_touchpoints
FROM events e
JOIN event_kinds k ON k.organization_id = e.organization_id AND k.no = e.kind_no
WHERE e.organization_id = $1 AND e.client_no = $2 AND e.occurred_at <= $3
ORDER BY e.occurred_at DESC, e.seq DESC
LIMIT $4
