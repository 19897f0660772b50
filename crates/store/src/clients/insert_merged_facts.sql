-- Which facts went to the kept client, so that exactly these can go back.
INSERT INTO merged_facts (organization_id, merge_id, in_table, row_key)
SELECT $1, $2, $3, r.row_key FROM json_rows($4) AS r(row_key TEXT)
