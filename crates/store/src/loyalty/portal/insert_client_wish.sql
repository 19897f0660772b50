-- A client says how often they may be asked; what they said before is kept.
INSERT INTO client_wishes (organization_id, no, client_no, contact_id, asking, words, at)
VALUES ($1, (SELECT COALESCE(MAX(w.no), 0) + 1 FROM client_wishes w WHERE w.organization_id = $1), $2, $3, $4, $5, $6)
