-- How many wait, counted no further than somebody can want to know. In the order of an owner's index: unordered, SQLite
-- would count by the days on which prompts lapse, through those of everybody.
SELECT COUNT(*) AS count FROM (
    SELECT 1 AS one FROM prompts
    WHERE organization_id = $1 AND state = 'open' AND owner_id = $2 AND show_day <= $3 AND lapse_day >= $3
    ORDER BY show_day
    LIMIT $4
) AS found
