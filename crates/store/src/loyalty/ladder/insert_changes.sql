-- How clients came to stand where they stand, many at once.
INSERT INTO standing_changes (organization_id, client_no, occurred_at, from_rung, to_rung, reasons)
SELECT $1, r.client_no, r.occurred_at, r.from_rung, r.to_rung, r.reasons
FROM json_rows($2) AS r(client_no BIGINT, occurred_at BIGINT, from_rung TEXT, to_rung TEXT, reasons TEXT)
