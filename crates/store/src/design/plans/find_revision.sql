-- What somebody had begun with, to lay two changes together.
SELECT document FROM plan_revisions WHERE organization_id = $1 AND touchpoint_id = $2 AND revision = $3
