-- Somebody edited it, so from now on it stays when the import that brought it is undone.
UPDATE touchpoints SET
    label = $3, kind = $4, existence = $5, stage_id = $6, channel_id = $7, owner_id = $8, position = $9, edited = TRUE
WHERE organization_id = $1 AND id = $2
