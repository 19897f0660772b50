-- What nobody has heard of yet, in order.
SELECT no, organization_id, at, kind, payload FROM outbox ORDER BY no LIMIT $1
