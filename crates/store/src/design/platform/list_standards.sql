-- Also those that were removed: a removal can be taken back.
SELECT id, kind, words, expresses, example, counter_example, created_at, removed_at
FROM behaviour_standards WHERE organization_id = $1 ORDER BY created_at, id
