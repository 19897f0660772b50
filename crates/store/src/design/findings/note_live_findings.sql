-- Accepted findings whose touchpoint is live now.
UPDATE findings SET live_at = $2
WHERE organization_id = $1 AND state = 'accepted' AND live_at IS NULL
  AND EXISTS (SELECT 1 FROM touchpoints t
              WHERE t.organization_id = $1 AND t.id = findings.touchpoint_id AND t.existence = 'live')
