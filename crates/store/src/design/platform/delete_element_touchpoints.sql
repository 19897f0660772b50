-- They are written anew with the element.
DELETE FROM brand_element_touchpoints WHERE organization_id = $1 AND element_id = $2
