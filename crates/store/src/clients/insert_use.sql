-- An attribute was used for the client it belongs to.
INSERT INTO attribute_uses (organization_id, attribute_key, no, client_no, at, how, by_name)
SELECT $1, $2, COALESCE((SELECT MAX(u.no) FROM attribute_uses u WHERE u.organization_id = $1 AND u.attribute_key = $2), 0) + 1,
       $3, $4, $5, $6
