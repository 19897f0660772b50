-- Marks that a few clients share, after a mark; what half the clients share says nothing.
SELECT m.mark, COUNT(*) AS count FROM client_marks m
WHERE m.organization_id = $1 AND m.mark > $2
GROUP BY m.mark
HAVING COUNT(*) BETWEEN 2 AND 20
ORDER BY m.mark
LIMIT $3
