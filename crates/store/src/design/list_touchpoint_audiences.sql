-- For whom the touchpoints are that are not for everybody.
SELECT touchpoint_id, audience_id FROM touchpoint_audiences WHERE organization_id = $1 ORDER BY touchpoint_id, audience_id
