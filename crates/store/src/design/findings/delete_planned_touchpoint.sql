-- A touchpoint that was planned for a finding, as long as nothing else came of it.
DELETE FROM touchpoints
WHERE organization_id = $1 AND id = $2 AND existence = 'planned'
  AND NOT EXISTS (SELECT 1 FROM touches t WHERE t.organization_id = $1 AND t.touchpoint_no = touchpoints.no)
