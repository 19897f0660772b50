-- Themes that nobody has named before, many at once.
INSERT INTO loyalty_themes (organization_id, no, key)
SELECT $1, r.no, r.key FROM json_rows($2) AS r(no BIGINT, key TEXT)
