-- Takes the organization's turn to write: the update locks its row until the transaction ends.
UPDATE numbers SET writes = writes + 1
WHERE organization_id = $1
RETURNING seq, sealed_seq, client, stage, channel, touchpoint, question, source, import, attributes_version, design_version
