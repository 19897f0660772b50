-- What is now known of a contact.
UPDATE contacts SET name = $3, role = $4, emails = $5, phones = $6, birthday = $7, language = $8, time_zone = $9, wishes = $10
WHERE organization_id = $1 AND id = $2
