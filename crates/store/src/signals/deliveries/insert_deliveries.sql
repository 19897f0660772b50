-- How many touches were delivered, in one statement; their touches were written just before.
INSERT INTO deliveries
    (organization_id, seq, id, touchpoint_no, occurred_at, plan_version, checks, checked, met, defects, defect_count,
     self_score, heard)
SELECT $1, r.seq, r.id, r.touchpoint_no, r.occurred_at, r.plan_version, r.checks, r.checked, r.met, r.defects,
       r.defect_count, r.self_score, r.heard
FROM json_rows($2) AS r(seq BIGINT, id TEXT, touchpoint_no BIGINT, occurred_at BIGINT, plan_version BIGINT, checks TEXT, checked BIGINT, met BIGINT, defects TEXT, defect_count BIGINT, self_score BIGINT, heard BIGINT)
