-- The kinds of events, in the order in which they were made.
SELECT no, key, label, answer_within_days, answer_touchpoints FROM event_kinds WHERE organization_id = $1 ORDER BY no
