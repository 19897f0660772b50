-- Who has these marks.
SELECT m.mark, m.client_no
FROM json_rows($2) AS k(mark TEXT)
CROSS JOIN client_marks m
WHERE m.organization_id = $1 AND m.mark = k.mark
ORDER BY m.mark, m.client_no
