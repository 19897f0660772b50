-- The history of these clients is told anew: a corrected fact changes what came of it.
DELETE FROM standing_changes
WHERE organization_id = $1 AND client_no IN (SELECT k.no FROM json_rows($2) AS k(no BIGINT))
