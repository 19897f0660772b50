-- One more line, or several, in the histories of promises.
INSERT INTO promise_facts (organization_id, promise_id, no, noted_at, noted_by, corrects, kind, at, due_at, words, who)
SELECT $1, r.promise_id, r.no, r.noted_at, r.noted_by, r.corrects, r.kind, r.at, r.due_at, r.words, r.who
FROM json_rows($2) AS r(promise_id TEXT, no BIGINT, noted_at BIGINT, noted_by TEXT, corrects BIGINT, kind TEXT, at BIGINT, due_at BIGINT, words TEXT, who TEXT)
