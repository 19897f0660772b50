-- What the ratchet, the fits and the hold-outs are reckoned from.
SELECT no, given_at, client_no, held_out, reaction, felt FROM gifts
WHERE organization_id = $1 AND plus_one_no = $2 AND taken_back_at IS NULL
ORDER BY given_at, no
