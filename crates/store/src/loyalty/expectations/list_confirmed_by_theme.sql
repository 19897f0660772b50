-- Confirmed expectations with a theme: whose, in which words, until when they are fresh. Assumed ones never count.
SELECT theme, client_no, words, level, confirmed_at, half_life_days
FROM expectations
WHERE organization_id = $1 AND status = 'confirmed' AND theme IS NOT NULL AND confirmed_at IS NOT NULL
ORDER BY theme, confirmed_at, id
