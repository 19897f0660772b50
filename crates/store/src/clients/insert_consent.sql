-- One more entry of a contact's book of consents.
INSERT INTO consents (organization_id, contact_id, no, purpose, status, at, source, evidence, recorded_at, by_name)
SELECT $1, $2, COALESCE((SELECT MAX(c.no) FROM consents c WHERE c.organization_id = $1 AND c.contact_id = $2), 0) + 1,
       $3, $4, $5, $6, $7, $8, $9
