-- The client has left after all; gives what its fact has to say again, once.
UPDATE departures SET withdrawn = FALSE WHERE organization_id = $1 AND id = $2 AND withdrawn
RETURNING client_no, fact_seq, 'departure' AS kind, at, revenue_cents
