-- Its ground is gone. Whoever decided meanwhile is not overruled.
UPDATE findings SET state = 'closed', until_day = NULL, decided_at = $3, decided_by = NULL
WHERE organization_id = $1 AND id = $2 AND state IN ('open', 'snoozed')
