-- A channel gets another name or place; its key stays, because files know it.
UPDATE channels SET label = $3, position = $4 WHERE organization_id = $1 AND id = $2
