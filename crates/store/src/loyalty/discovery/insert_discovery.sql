-- A session begins.
INSERT INTO discovery_sessions (organization_id, id, client_no, contact_id, held_by, held_at, notes, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
