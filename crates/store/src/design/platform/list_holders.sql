-- Who holds which job.
SELECT card_id AS owner_id, person_id AS item_id FROM role_card_holders
WHERE organization_id = $1 ORDER BY card_id, person_id
