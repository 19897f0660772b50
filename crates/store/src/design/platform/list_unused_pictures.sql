-- Pictures that nothing shows, uploaded before a moment: the form they were for was given up.
SELECT p.id, p.name, p.format, p.width, p.height, p.bytes, p.created_at
FROM pictures p
WHERE p.organization_id = $1 AND p.created_at < $2
  AND NOT EXISTS (SELECT 1 FROM brand_element_pictures e WHERE e.organization_id = p.organization_id AND e.picture_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM exams x WHERE x.organization_id = p.organization_id AND x.picture_id = p.id)
ORDER BY p.created_at
