-- Whether there is such a touch.
SELECT seq FROM touches WHERE organization_id = $1 AND id = $2
