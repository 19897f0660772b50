-- Whether anybody runs an organization of their own; until then the set-up link works, also beside the demo.
SELECT EXISTS (
    SELECT 1 FROM people JOIN organizations ON organizations.id = people.organization_id WHERE NOT organizations.demo
) AS found
