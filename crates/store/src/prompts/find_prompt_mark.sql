-- Up to where the prompts are worked out.
SELECT seq, client_no, attributes_version, terms, swept_at FROM prompt_marks WHERE organization_id = $1
