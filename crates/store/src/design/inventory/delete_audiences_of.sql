-- Before the audiences of these touchpoints are said again.
DELETE FROM touchpoint_audiences
WHERE organization_id = $1 AND touchpoint_id IN (SELECT r.id FROM json_rows($2) AS r(id TEXT))
