-- Where signals come from.
SELECT no, key FROM sources WHERE organization_id = $1 ORDER BY no
