-- What a kind is called and what should follow it.
UPDATE event_kinds SET label = $3, answer_within_days = $4, answer_touchpoints = $5
WHERE organization_id = $1 AND key = $2
