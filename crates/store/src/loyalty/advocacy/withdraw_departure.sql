-- The client came back, or never left; gives the fact that says so no longer, once.
UPDATE departures SET withdrawn = TRUE WHERE organization_id = $1 AND id = $2 AND NOT withdrawn
RETURNING client_no, fact_seq
