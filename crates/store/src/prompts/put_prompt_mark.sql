-- The prompts are worked out up to here.
INSERT INTO prompt_marks (organization_id, seq, client_no, attributes_version, terms, swept_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organization_id) DO UPDATE SET seq = excluded.seq, client_no = excluded.client_no,
    attributes_version = excluded.attributes_version, terms = excluded.terms, swept_at = excluded.swept_at
