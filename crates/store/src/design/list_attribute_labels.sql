-- What people call the attributes of clients.
SELECT key, label FROM attribute_labels WHERE organization_id = $1 ORDER BY key
