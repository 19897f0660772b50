-- Only what nobody has published can be thrown away.
DELETE FROM plans
WHERE organization_id = $1 AND touchpoint_id = $2 AND version = $3 AND state IN ('draft', 'reviewed')
