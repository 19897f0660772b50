-- How clients took each of them, and how often each was given and held out, in all and since a day.
SELECT plus_one_no, held_out, reaction, COUNT(*) AS count,
       SUM(CASE WHEN given_at > $2 THEN 1 ELSE 0 END) AS lately, COUNT(felt) AS felts, MIN(given_at) AS first_at
FROM gifts
WHERE organization_id = $1 AND taken_back_at IS NULL
GROUP BY plus_one_no, held_out, reaction
