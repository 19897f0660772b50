-- The words of many questionnaires.
INSERT INTO comments
    (organization_id, seq, question_no, occurred_at, client_no, source_no, import_no, text, folded, codes, score, scale)
SELECT $1, r.seq, r.question_no, r.occurred_at, r.client_no, r.source_no, $3, r.text, r.folded, r.codes, r.score, r.scale
FROM json_rows($2) AS r(seq BIGINT, question_no BIGINT, occurred_at BIGINT, client_no BIGINT, source_no BIGINT, text TEXT, folded TEXT, codes TEXT, score BIGINT, scale TEXT)
