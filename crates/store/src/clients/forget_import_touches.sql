-- When the last touch took place, without those of an import that is about to go.
UPDATE clients SET last_touch_at = COALESCE((
    SELECT MAX(t.occurred_at) FROM touches t
    WHERE t.organization_id = $1 AND t.client_no = clients.no AND t.import_no <> $2), 0)
WHERE organization_id = $1
  AND no IN (SELECT u.client_no FROM touches u WHERE u.organization_id = $1 AND u.import_no = $2)
