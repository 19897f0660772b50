-- When an attribute was last used for a client.
UPDATE attribute_definitions SET last_used_at = $3
WHERE organization_id = $1 AND key = $2 AND (last_used_at IS NULL OR last_used_at < $3)
