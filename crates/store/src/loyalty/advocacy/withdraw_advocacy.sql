-- It was not so; gives the fact that says so no longer, once.
UPDATE advocacy SET withdrawn = TRUE WHERE organization_id = $1 AND id = $2 AND NOT withdrawn
RETURNING client_no, fact_seq
