-- One organization.
SELECT id, name, time_zone, demo, created_at FROM organizations WHERE id = $1
