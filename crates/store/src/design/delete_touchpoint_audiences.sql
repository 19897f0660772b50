-- The touchpoint is for everybody, until its audiences are said again.
DELETE FROM touchpoint_audiences WHERE organization_id = $1 AND touchpoint_id = $2
