-- What its owner may change of it.
UPDATE organizations SET name = $2, time_zone = $3 WHERE id = $1
