-- What care rules read of these clients. One that was merged into another asks for nothing of its own.
SELECT c.no, c.attributes, c.created_at, c.owner_id, c.merged_into
FROM json_rows($2) AS r(no BIGINT)
CROSS JOIN clients c
WHERE c.organization_id = $1 AND c.no = r.no
