-- Before these clients are indexed anew.
DELETE FROM client_words
WHERE organization_id = $1 AND client_no IN (SELECT r.no FROM json_rows($2) AS r(no BIGINT))
