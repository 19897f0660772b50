-- The session shows another organization, if its account is a member there.
UPDATE sessions SET organization_id = $3
WHERE id = $1 AND account_id = $2 AND EXISTS (
    SELECT 1 FROM people p WHERE p.organization_id = $3 AND p.account_id = $2 AND p.active
)
