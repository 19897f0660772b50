-- They are written anew with the card.
DELETE FROM role_card_holders WHERE organization_id = $1 AND card_id = $2
