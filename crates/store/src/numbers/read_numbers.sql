-- The numbers as a reader sees them.
SELECT seq, sealed_seq, client, stage, channel, touchpoint, question, source, import, attributes_version, design_version
FROM numbers
WHERE organization_id = $1
