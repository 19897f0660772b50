-- Something more that may be known of clients.
INSERT INTO attribute_definitions (organization_id, key, label, kind, choices, benefit_to_client, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
