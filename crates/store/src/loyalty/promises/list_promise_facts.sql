-- The histories of these promises.
SELECT f.promise_id, f.no, f.noted_at, f.noted_by, f.corrects, f.kind, f.at, f.due_at, f.words, f.who
FROM json_rows($2) AS k(id TEXT)
CROSS JOIN promise_facts f
WHERE f.organization_id = $1 AND f.promise_id = k.id
ORDER BY f.promise_id, f.no
