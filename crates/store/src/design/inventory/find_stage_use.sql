-- Whether anything stands in the stage.
SELECT t.no AS used FROM touchpoints t WHERE t.organization_id = $1 AND t.stage_id = $2
UNION ALL SELECT 0 AS used FROM empty_cells c WHERE c.organization_id = $1 AND c.stage_id = $2
LIMIT 1
