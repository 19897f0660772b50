-- Clients whom a file brought that is taken back, and of whom nothing else is known.
DELETE FROM clients WHERE organization_id = $1 AND no IN (SELECT k.no FROM json_rows($2) AS k(no BIGINT))
