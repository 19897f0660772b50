-- Everything that is known of the customer's world, the newest first; what was withdrawn too, so that it can come back.
SELECT id, audience, facet, words, quote, evidence, source, seen_at, half_life_days, assumes_theme, assumes_level,
    withdrawn_at, noted_by
FROM world_insights WHERE organization_id = $1 ORDER BY seen_at DESC, id DESC
