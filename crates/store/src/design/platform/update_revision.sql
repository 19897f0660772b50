-- After a draft was given up: who still has it open must not save over what comes next.
UPDATE platform_versions SET revision = $3 WHERE organization_id = $1 AND id = $2
