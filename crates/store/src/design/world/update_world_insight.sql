-- Who noted it stays.
UPDATE world_insights SET audience = $3, facet = $4, words = $5, quote = $6, evidence = $7, source = $8, seen_at = $9,
    half_life_days = $10, assumes_theme = $11, assumes_level = $12, withdrawn_at = $13
WHERE organization_id = $1 AND id = $2
