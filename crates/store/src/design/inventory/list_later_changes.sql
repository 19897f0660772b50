-- What touched these things after that change and still stands, the newest first for each.
SELECT i.subject, c.id, c.at, c.by_name FROM change_items i
JOIN changes c ON c.organization_id = i.organization_id AND c.id = i.change_id
WHERE i.organization_id = $1 AND i.change_id > $2 AND c.undone_at IS NULL AND c.undoes IS NULL
    AND i.subject IN (SELECT r.subject FROM json_rows($3) AS r(subject TEXT))
ORDER BY i.subject, c.id DESC
