-- Whether anything stands in the channel, or anything was ever recorded by it.
SELECT t.no AS used FROM touchpoints t WHERE t.organization_id = $1 AND t.channel_id = $2
UNION ALL SELECT 0 AS used FROM empty_cells c WHERE c.organization_id = $1 AND c.channel_id = $2
UNION ALL SELECT s.seq AS used FROM touches s WHERE s.organization_id = $1 AND s.channel_no = $3
UNION ALL SELECT r.seq AS used FROM responses r WHERE r.organization_id = $1 AND r.channel_no = $3
LIMIT 1
