-- How many wait, counted no further than somebody can want to know.
SELECT COUNT(*) AS count FROM (
    SELECT 1 AS one FROM prompts
    WHERE organization_id = $1 AND state = 'open' AND owner_id = $2 AND show_day <= $3 AND lapse_day >= $3
    LIMIT $4
) AS found
