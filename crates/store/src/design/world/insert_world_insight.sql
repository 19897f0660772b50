-- A further insight.
INSERT INTO world_insights (organization_id, id, audience, facet, words, quote, evidence, source, seen_at, half_life_days,
    assumes_theme, assumes_level, noted_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
