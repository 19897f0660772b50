-- What some clients got, for a list in which each has a suggestion of its own.
SELECT g.id, g.no, p.id AS plus_one_id, p.words AS plus_one_words, c.id AS client_id, c.key AS client_key, c.name AS client_name,
       g.client_no, g.given_at, g.held_out, g.asked_first, g.reaction, g.felt, g.words, g.reacted_at, g.given_by, g.taken_back_at,
       g.fact_seq, g.plus_one_no
FROM json_rows($2) AS k(no BIGINT)
JOIN gifts g ON g.organization_id = $1 AND g.client_no = k.no AND g.taken_back_at IS NULL
JOIN plus_ones p ON p.organization_id = g.organization_id AND p.no = g.plus_one_no
JOIN clients c ON c.organization_id = g.organization_id AND c.no = g.client_no
WHERE g.organization_id = $1
