-- Of whom a norm has become an expectation already.
SELECT client_no, expectation_id FROM plus_one_norms
WHERE organization_id = $1 AND plus_one_no = $2
ORDER BY client_no
