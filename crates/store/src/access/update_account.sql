-- What somebody may change of themselves.
UPDATE accounts SET name = $2, locale = $3 WHERE id = $1
