-- What a contact allowed and took back, as it was written down.
SELECT no, purpose, status, at, source, evidence, recorded_at, by_name
FROM consents
WHERE organization_id = $1 AND contact_id = $2
ORDER BY no
