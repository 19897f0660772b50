-- What people say of it; where it stands follows from its moves and gifts.
UPDATE plus_ones SET words = $3, cost_class = $4, cost_cents = $5, currency = $6, minutes = $7, ask_first = $8,
    hold_out_percent = $9, touchpoint_id = $10, replaces = $11, kept_at = $12, kept_by = $13, farewell = $14
WHERE organization_id = $1 AND id = $2
