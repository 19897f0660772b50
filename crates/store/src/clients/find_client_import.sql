-- One file of clients, with the rows that were not taken.
SELECT id, name, at, by_name, counts, rejects FROM client_imports WHERE organization_id = $1 AND id = $2
