-- How the client took it, or that it was taken back.
UPDATE gifts SET reaction = $3, felt = $4, words = $5, reacted_at = $6, taken_back_at = $7, fact_seq = $8
WHERE organization_id = $1 AND id = $2
