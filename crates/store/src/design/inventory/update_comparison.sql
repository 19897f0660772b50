-- It was seen or written down otherwise; the touchpoint stays.
UPDATE comparisons SET who = $3, attention = $4, evidence = $5, link = $6, seen_at = $7
WHERE organization_id = $1 AND id = $2
