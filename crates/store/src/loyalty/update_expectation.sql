-- A client confirmed it, or it holds no longer.
UPDATE expectations SET status = $3, confirmed_at = $4 WHERE organization_id = $1 AND id = $2
