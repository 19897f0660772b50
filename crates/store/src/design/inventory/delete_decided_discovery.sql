-- A dismissal is taken back.
DELETE FROM decided_discoveries WHERE organization_id = $1 AND ground = $2 AND change_id IS NULL
