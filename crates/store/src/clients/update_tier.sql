-- What a service level is called, who has it and what it promises.
UPDATE tiers SET label = $3, attribute = $4, value = $5, max_silence_days = $6 WHERE organization_id = $1 AND id = $2
