-- What is known of clients in the order of their names, a page at a time, for filters over all of them.
SELECT c.no, c.sort_name, c.kind, c.owner_id, c.attributes, c.last_touch_at, c.created_at
FROM clients c
WHERE c.organization_id = $1 AND c.merged_into IS NULL AND (c.sort_name, c.no) > ($2, $3)
ORDER BY c.sort_name, c.no
LIMIT $4
