-- The next clients after a number.
SELECT no FROM clients
WHERE organization_id = $1 AND no > $2
ORDER BY no
LIMIT $3
