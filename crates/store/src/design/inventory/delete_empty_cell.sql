-- Something may belong here after all.
DELETE FROM empty_cells
WHERE organization_id = $1 AND stage_id = $2 AND channel_id = $3 AND COALESCE(audience_id, '') = COALESCE($4, '')
