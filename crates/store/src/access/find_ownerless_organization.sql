-- The organization that an import on the command line made before anybody had set the server up.
SELECT id FROM organizations
WHERE NOT demo AND NOT EXISTS (SELECT 1 FROM people WHERE people.organization_id = organizations.id)
ORDER BY created_at, id
LIMIT 1
