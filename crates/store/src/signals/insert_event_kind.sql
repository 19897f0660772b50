-- A further kind of event. Kinds are never removed: rows of the log name them.
INSERT INTO event_kinds (organization_id, no, key, label, answer_within_days, answer_touchpoints)
VALUES ($1, $2, $3, $4, $5, $6)
