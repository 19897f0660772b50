-- For whom these touchpoints are.
INSERT INTO touchpoint_audiences (organization_id, touchpoint_id, audience_id)
SELECT $1, r.id, r.audience_id FROM json_rows($2) AS r(id TEXT, audience_id TEXT)
