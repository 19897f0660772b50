-- The part of the log that is not sealed yet, or a page of it, in the order of seq.
SELECT seq, client_no, kind_no, source_no, occurred_at, import_no
FROM events
WHERE organization_id = $1 AND seq > $2 AND seq <= $3
ORDER BY seq
