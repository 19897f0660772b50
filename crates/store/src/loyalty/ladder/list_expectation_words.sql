-- What the numbers of one client's expectations stand for.
SELECT no, id, words, theme FROM expectations WHERE organization_id = $1 AND client_no = $2
