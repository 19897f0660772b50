-- Keeps the numbers that were given out since the turn was taken.
UPDATE numbers SET
    seq = $2, sealed_seq = $3, client = $4, stage = $5, channel = $6, touchpoint = $7, question = $8, source = $9,
    import = $10, attributes_version = $11, design_version = $12
WHERE organization_id = $1
