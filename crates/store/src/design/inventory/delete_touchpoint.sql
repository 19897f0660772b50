-- Refused by the database while anything refers to it: touches, questions, plans, comparisons.
DELETE FROM touchpoints WHERE organization_id = $1 AND id = $2
