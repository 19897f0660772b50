-- Many at once, of one plus-one.
INSERT INTO gifts
    (organization_id, id, no, plus_one_no, client_no, given_at, held_out, asked_first, reaction, felt, words, reacted_at,
     external_id, given_by, recorded_at, taken_back_at, fact_seq)
SELECT $1, r.id, r.no, $3, r.client_no, r.given_at, r.held_out, r.asked_first, r.reaction, r.felt, r.words, r.reacted_at,
       r.external_id, r.given_by, $4, NULL, r.fact_seq
FROM json_rows($2) AS r(id TEXT, no BIGINT, client_no BIGINT, given_at BIGINT, held_out BIGINT, asked_first BIGINT, reaction TEXT, felt BIGINT, words TEXT, reacted_at BIGINT, external_id TEXT, given_by TEXT, fact_seq BIGINT)
