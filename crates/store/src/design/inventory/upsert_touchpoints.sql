-- Touchpoints as they shall be, new or known, by the thousand. Who edits one keeps it when the import that brought it
-- is undone.
INSERT INTO touchpoints
    (organization_id, id, no, key, label, kind, existence, stage_id, channel_id, owner_id, position, import_no, edited,
     moment_of_truth, importance, department, our_attention, industry_attention, reason, note)
SELECT $1, r.id, r.no, r.key, r.label, r.kind, r.existence, r.stage_id, r.channel_id, r.owner_id, r.position, 0, FALSE,
    r.moment_of_truth = 1, r.importance, r.department, r.our_attention, r.industry_attention, r.reason, r.note
FROM json_rows($2) AS r(id TEXT, no BIGINT, key TEXT, label TEXT, kind TEXT, existence TEXT, stage_id TEXT, channel_id TEXT, owner_id TEXT, position BIGINT, moment_of_truth BIGINT, importance BIGINT, department TEXT, our_attention BIGINT, industry_attention BIGINT, reason TEXT, note TEXT)
WHERE TRUE
ON CONFLICT (organization_id, id) DO UPDATE SET
    label = excluded.label, kind = excluded.kind, existence = excluded.existence, stage_id = excluded.stage_id,
    channel_id = excluded.channel_id, owner_id = excluded.owner_id, position = excluded.position, edited = TRUE,
    moment_of_truth = excluded.moment_of_truth, importance = excluded.importance, department = excluded.department,
    our_attention = excluded.our_attention, industry_attention = excluded.industry_attention,
    reason = excluded.reason, note = excluded.note
