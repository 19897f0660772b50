-- The words of many clients.
INSERT INTO client_words (organization_id, word, client_no)
SELECT $1, r.word, r.no FROM json_rows($2) AS r(word TEXT, no BIGINT)
