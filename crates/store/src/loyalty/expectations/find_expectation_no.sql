-- Of what and of whom an expectation's facts speak.
SELECT no, client_no FROM expectations WHERE organization_id = $1 AND id = $2
