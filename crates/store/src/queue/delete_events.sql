-- These have been heard. By their numbers and not "up to the last": on PostgreSQL a lower number may be committed later.
DELETE FROM outbox WHERE no IN (SELECT e.no FROM json_rows($1) AS e(no BIGINT))
