-- The latest plus-ones of a client up to a moment, held-out ones among them.
SELECT g.id, g.given_at, p.words AS plus_one, g.held_out, g.reaction, g.felt, g.words
FROM gifts g
JOIN plus_ones p ON p.organization_id = g.organization_id AND p.no = g.plus_one_no
WHERE g.organization_id = $1 AND g.client_no = $2 AND g.given_at <= $3 AND g.taken_back_at IS NULL
ORDER BY g.given_at DESC, g.id DESC
LIMIT $4
