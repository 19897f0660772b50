-- Whether the store answers at all.
SELECT COUNT(*) AS count FROM organizations
