-- The newest word of this contact on how often they may be asked; of the client as a whole where no contact is named.
SELECT contact_id, asking, words, at FROM client_wishes
WHERE organization_id = $1 AND client_no = $2 AND COALESCE(contact_id, '') = $3
ORDER BY no DESC
LIMIT 1
