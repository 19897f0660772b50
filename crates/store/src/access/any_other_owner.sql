-- Whether somebody else could still manage the organization. Asked while the organization's turn to write is taken, so
-- that two owners can't close each other's access at the same moment.
SELECT EXISTS (
    SELECT 1 FROM people WHERE organization_id = $1 AND id <> $2 AND role = 'owner' AND active
) AS found
