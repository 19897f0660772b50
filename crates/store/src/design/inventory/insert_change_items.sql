-- What a change touched, as it stood before and after, by the thousand.
INSERT INTO change_items (organization_id, change_id, position, subject, image_before, image_after)
SELECT $1, $2, r.position, r.subject, r.image_before, r.image_after
FROM json_rows($3) AS r(position BIGINT, subject TEXT, image_before TEXT, image_after TEXT)
