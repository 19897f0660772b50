-- It is said in other words, or removed.
UPDATE behaviour_standards SET
    kind = $3, words = $4, expresses = $5, example = $6, counter_example = $7, removed_at = $8
WHERE organization_id = $1 AND id = $2
