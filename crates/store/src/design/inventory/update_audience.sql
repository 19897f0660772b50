-- An audience gets another name or other conditions; its key stays, because files know it.
UPDATE audiences SET label = $3, filter = $4 WHERE organization_id = $1 AND id = $2
