-- A further link to a person's calendar.
INSERT INTO calendar_links (organization_id, id, person_id, secret_hash, created_at) VALUES ($1, $2, $3, $4, $5)
