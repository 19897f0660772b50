-- Whether this person is of this organization.
SELECT id FROM people WHERE organization_id = $1 AND id = $2
