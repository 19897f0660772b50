-- A page of what a file changed, in the order of the clients' numbers.
SELECT no, laid FROM client_import_changes
WHERE organization_id = $1 AND import_id = $2 AND no > $3
ORDER BY no
LIMIT $4
