-- One of them.
SELECT id, title, touchpoint_id, goal, started_at, ends_at, link_ends_at, closed_at, revision, ideas, people, started_by FROM sprints
WHERE organization_id = $1 AND id = $2
