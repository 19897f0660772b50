-- Every signature, oldest first.
SELECT card_id, person_id, wording, signed_at FROM role_card_signatures
WHERE organization_id = $1 ORDER BY card_id, signed_at, person_id
