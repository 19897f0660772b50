-- What follows from a promise's facts.
UPDATE promises SET words = $3, who = $4, made_at = $5, due_at = $6, state = $7, settled_at = $8
WHERE organization_id = $1 AND id = $2
