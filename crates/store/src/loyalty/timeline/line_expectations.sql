-- What a client expects, with what became of each in the order in which it was done: a change that was taken back later
-- never was, so none can be left out. In the order of when they were said: in that of their ids SQLite would go through
-- everybody's.
SELECT x.id, x.words, x.status, x.stated_at, c.seq, c.kind, c.at, c.by_client, c.before_state, c.after_state
FROM expectations x
LEFT JOIN expectation_changes c ON c.organization_id = x.organization_id AND c.expectation_id = x.id
WHERE x.organization_id = $1 AND x.client_no = $2 AND x.stated_at <= $3
ORDER BY x.stated_at, x.id, c.seq
