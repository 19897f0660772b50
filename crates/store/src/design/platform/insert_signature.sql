-- Only for what the card says at this moment. Signing the same twice is signing once.
INSERT INTO role_card_signatures (organization_id, card_id, person_id, wording, signed_at)
SELECT $1, c.id, $3, c.wording, $5
FROM role_cards c WHERE c.organization_id = $1 AND c.id = $2 AND c.wording = $4
ON CONFLICT (organization_id, card_id, person_id, wording) DO NOTHING
