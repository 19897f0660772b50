-- What the gap finder needs to know of clients, a page at a time in the order of their numbers.
SELECT no, attributes, created_at FROM clients
WHERE organization_id = $1 AND no > $2
ORDER BY no
LIMIT $3
