-- What was noted of many touches.
SELECT t.seq, t.touchpoint_no, t.note AS text
FROM json_rows($2) AS k(seq BIGINT)
CROSS JOIN touches t
WHERE t.organization_id = $1 AND t.seq = k.seq AND t.note IS NOT NULL
