-- How clients took each of them, where that is known. One index holds all of it.
SELECT plus_one_no, reaction, COUNT(*) AS count
FROM gifts
WHERE organization_id = $1 AND taken_back_at IS NULL AND held_out = 0 AND reaction IS NOT NULL
GROUP BY plus_one_no, reaction
