-- Where the elements are met.
SELECT element_id AS owner_id, touchpoint_id AS item_id FROM brand_element_touchpoints
WHERE organization_id = $1 ORDER BY element_id, touchpoint_id
