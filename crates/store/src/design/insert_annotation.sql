-- A dated remark on the charts.
INSERT INTO annotations (organization_id, id, at, label, touchpoint_id, created_by) VALUES ($1, $2, $3, $4, $5, $6)
