-- What is known of clients, a page at a time in the order of their numbers, for the columns of the analysis.
SELECT no, attributes FROM clients
WHERE organization_id = $1 AND no > $2
ORDER BY no
LIMIT $3
