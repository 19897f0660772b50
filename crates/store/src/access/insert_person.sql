-- A membership. Somebody who was here before comes back under the same id, so that the audit log stays one story.
INSERT INTO people (id, organization_id, account_id, role, active, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organization_id, account_id) DO UPDATE SET role = excluded.role, active = excluded.active
RETURNING id
