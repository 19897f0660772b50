-- Touchpoints that undone imports brought, that nobody has edited, and that nothing refers to.
DELETE FROM touchpoints
WHERE organization_id = $1
  AND import_no IN (SELECT b.import_no FROM retracted_batches b WHERE b.organization_id = $1)
  AND NOT edited
  AND NOT EXISTS (SELECT 1 FROM questions q WHERE q.organization_id = $1 AND q.touchpoint_id = touchpoints.id)
  AND NOT EXISTS (SELECT 1 FROM touches t WHERE t.organization_id = $1 AND t.touchpoint_no = touchpoints.no)
  AND NOT EXISTS (SELECT 1 FROM annotations a WHERE a.organization_id = $1 AND a.touchpoint_id = touchpoints.id)
  AND NOT EXISTS (SELECT 1 FROM comparisons c WHERE c.organization_id = $1 AND c.touchpoint_id = touchpoints.id)
  AND NOT EXISTS (SELECT 1 FROM plan_revisions p WHERE p.organization_id = $1 AND p.touchpoint_id = touchpoints.id)
