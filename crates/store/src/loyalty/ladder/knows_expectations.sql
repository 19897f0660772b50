-- Whether any client has ever confirmed an expectation: else the ladder falls back on scores.
SELECT COUNT(*) AS count FROM (
    SELECT 1 FROM loyalty_facts
    WHERE organization_id = $1 AND kind = 'expectation' AND status = 'confirmed'
    LIMIT 1
) AS one
