-- What care rules and plans read of these clients. One that was merged into another asks for nothing of its own, and one
-- that has left is left alone.
SELECT c.no, c.attributes, c.created_at, c.owner_id, c.merged_into,
       (SELECT COUNT(*) FROM departures d
        WHERE d.organization_id = c.organization_id AND d.client_no = c.no AND NOT d.withdrawn AND d.at <= $3) AS departures
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN clients c
WHERE c.organization_id = $1 AND c.no = r.no
