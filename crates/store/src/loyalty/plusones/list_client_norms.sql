-- The norms in one client's ledger.
SELECT p.id, p.words, n.expectation_id
FROM plus_one_norms n
JOIN plus_ones p ON p.organization_id = n.organization_id AND p.no = n.plus_one_no
WHERE n.organization_id = $1 AND n.client_no = $2
ORDER BY n.written_at, n.plus_one_no
