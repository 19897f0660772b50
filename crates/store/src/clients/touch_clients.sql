-- When the last touch of these clients took place, after touches were written.
UPDATE clients SET last_touch_at = COALESCE((
    SELECT MAX(t.occurred_at) FROM touches t WHERE t.organization_id = $1 AND t.client_no = clients.no), 0)
WHERE organization_id = $1 AND no IN (SELECT r.no FROM json_rows($2) AS r(no BIGINT))
