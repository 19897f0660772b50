-- Pairs that were looked at and found to be two.
SELECT first_no, second_no FROM client_distinctions WHERE organization_id = $1
