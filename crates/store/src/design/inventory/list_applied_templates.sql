-- Templates whose applying stands.
SELECT DISTINCT label FROM changes WHERE organization_id = $1 AND kind = 'template' AND undone_at IS NULL ORDER BY label
