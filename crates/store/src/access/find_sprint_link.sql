-- Which room a link opens. Asked before any organization is known, by what only the link's holders can know.
SELECT organization_id, id FROM sprints WHERE secret_hash = $1 AND closed_at IS NULL AND link_ends_at > $2
