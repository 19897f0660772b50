-- What was asked and said, and how far it was played back. Not where somebody else wrote it meanwhile.
UPDATE discovery_sessions SET contact_id = $3, held_at = $4, notes = $5, played_back_at = $6, link_id = $7
WHERE organization_id = $1 AND id = $2 AND notes = $8
