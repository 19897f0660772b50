-- In how many clients' ledgers each norm stands.
SELECT plus_one_no, COUNT(*) AS count FROM plus_one_norms
WHERE organization_id = $1
GROUP BY plus_one_no
