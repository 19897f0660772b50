-- Its pictures, in this order.
INSERT INTO brand_element_pictures (organization_id, element_id, picture_id, position)
SELECT $1, $2, r.id, r.position FROM json_rows($3) AS r(id TEXT, position BIGINT)
