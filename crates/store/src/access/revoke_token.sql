-- The key stops working; its row stays, because the audit log names it.
UPDATE api_tokens SET revoked_at = $3 WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL
