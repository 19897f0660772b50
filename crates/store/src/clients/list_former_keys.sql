-- Under which keys clients were known who are one of these now, also by way of others.
WITH RECURSIVE former(no, key, client_no) AS (
    SELECT c.no, c.key, k.no
    FROM json_rows($2) AS k(no BIGINT)
    CROSS JOIN clients c
    WHERE c.organization_id = $1 AND c.merged_into = k.no
    UNION
    SELECT c.no, c.key, f.client_no
    FROM former f
    CROSS JOIN clients c
    WHERE c.organization_id = $1 AND c.merged_into = f.no
)
SELECT client_no, key FROM former
