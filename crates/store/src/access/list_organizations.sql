-- All organizations of this server, for its command line and for work that goes through each.
SELECT id, name, time_zone, demo, created_at FROM organizations ORDER BY created_at, id
