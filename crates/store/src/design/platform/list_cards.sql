-- Also those that were removed: a removal can be taken back.
SELECT id, job, department, means, wording, changed_at, removed_at
FROM role_cards WHERE organization_id = $1 ORDER BY department, job, id
