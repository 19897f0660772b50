-- All themes with their numbers: there are as many as plans can serve, not as many as clients.
SELECT no, key FROM loyalty_themes WHERE organization_id = $1 ORDER BY no
