-- Which revision is the newest, and how often the version in it was saved.
SELECT r.revision, r.at, r.by_person,
       (SELECT COUNT(*) FROM plan_revisions s
        WHERE s.organization_id = $1 AND s.touchpoint_id = $2 AND s.version = r.version AND s.step = 'save') AS saves
FROM plan_revisions r
WHERE r.organization_id = $1 AND r.touchpoint_id = $2
ORDER BY r.revision DESC LIMIT 1
