-- The pictures of the elements in their order.
SELECT element_id AS owner_id, picture_id AS item_id FROM brand_element_pictures
WHERE organization_id = $1 ORDER BY element_id, position
