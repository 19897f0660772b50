-- How an attribute is called, what values it has and what the client has of it. Its key and kind stay.
UPDATE attribute_definitions SET label = $3, choices = $4, benefit_to_client = $5 WHERE organization_id = $1 AND key = $2
