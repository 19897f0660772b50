-- Touchpoints that an import brought and that stand nowhere on the grid, with the questionnaires that asked about them.
WITH asked AS (
    SELECT import_no, COUNT(*) AS n, COUNT(DISTINCT client_no) AS clients,
        MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at
    FROM responses WHERE organization_id = $1 GROUP BY import_no
), asking AS (
    SELECT DISTINCT q.touchpoint_id, u.import_no FROM question_uses u
    JOIN questions q ON q.organization_id = u.organization_id AND q.no = u.question_no
    WHERE u.organization_id = $1
)
SELECT t.id, CAST(SUM(a.n) AS BIGINT) AS n, CAST(SUM(a.clients) AS BIGINT) AS clients, COUNT(a.import_no) AS imports,
    MIN(a.first_at) AS first_at, MAX(a.last_at) AS last_at
FROM touchpoints t
LEFT JOIN asking i ON i.touchpoint_id = t.id
LEFT JOIN asked a ON a.import_no = i.import_no
WHERE t.organization_id = $1 AND t.import_no > 0 AND t.stage_id IS NULL
GROUP BY t.id
