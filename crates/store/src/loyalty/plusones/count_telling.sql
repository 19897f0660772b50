-- How many clients of each say how it wears out: with three deliveries of which something was heard.
SELECT told.plus_one_no, COUNT(*) AS count
FROM (SELECT plus_one_no, client_no FROM gifts
      WHERE organization_id = $1 AND taken_back_at IS NULL AND held_out = 0 AND (felt IS NOT NULL OR reaction IS NOT NULL)
      GROUP BY plus_one_no, client_no HAVING COUNT(*) >= 3) AS told
GROUP BY told.plus_one_no
