-- What a change touched.
SELECT subject, image_before, image_after FROM change_items WHERE organization_id = $1 AND change_id = $2 ORDER BY position
