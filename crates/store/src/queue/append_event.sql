-- What happened, in the transaction of what caused it.
INSERT INTO outbox (organization_id, at, kind, payload) VALUES ($1, $2, $3, $4)
