-- Whoever began so long ago is told what stands there now, without a merge.
DELETE FROM plan_revisions WHERE organization_id = $1 AND touchpoint_id = $2 AND revision <= $3
