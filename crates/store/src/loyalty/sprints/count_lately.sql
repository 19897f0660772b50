-- How many lines one participant wrote lately.
SELECT COUNT(*) AS count FROM ideas
WHERE organization_id = $1 AND sprint_id = $2 AND written_by = $3 AND written_at > $4
