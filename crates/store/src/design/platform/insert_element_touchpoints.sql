-- Where the element is met.
INSERT INTO brand_element_touchpoints (organization_id, element_id, touchpoint_id)
SELECT $1, $2, r.id FROM json_rows($3) AS r(id TEXT)
