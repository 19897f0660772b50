-- Who holds the job.
INSERT INTO role_card_holders (organization_id, card_id, person_id)
SELECT $1, $2, r.id FROM json_rows($3) AS r(id TEXT)
