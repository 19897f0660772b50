-- What other systems call a client.
INSERT INTO client_identities (organization_id, system, key, client_no)
SELECT $1, r.system, r.key, $2 FROM json_rows($3) AS r(system TEXT, key TEXT)
