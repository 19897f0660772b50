-- A change is taken back, or stands again.
UPDATE changes SET undone_at = $3 WHERE organization_id = $1 AND id = $2
