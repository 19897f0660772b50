-- A plan went live, and its touchpoint with it.
UPDATE touchpoints SET existence = 'live', edited = TRUE
WHERE organization_id = $1 AND id = $2 AND existence <> 'live'
