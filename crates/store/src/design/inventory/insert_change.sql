-- What somebody did.
INSERT INTO changes (organization_id, id, at, by_name, kind, label, detail, items, rejected, undone_at, undoes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10)
