-- From now on every fold leaves this batch out, whatever is sealed.
INSERT INTO retracted_batches (organization_id, import_no, retracted_at) VALUES ($1, $2, $3)
