-- A step of a plan, with what was written then.
INSERT INTO plan_revisions (organization_id, touchpoint_id, revision, version, step, document, at, by_person)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
