-- Which contacts of these clients have an entry in the book of consents.
SELECT t.id FROM json_rows($2) AS k(no BIGINT)
CROSS JOIN contacts t
WHERE t.organization_id = $1 AND t.client_no = k.no
  AND EXISTS (SELECT 1 FROM consents c WHERE c.organization_id = $1 AND c.contact_id = t.id)
