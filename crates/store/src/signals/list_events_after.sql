-- A page of events, in the order of seq.
SELECT e.seq, e.id, e.external_id, s.key AS source, k.key AS kind, k.label AS kind_label, c.id AS client_id,
       c.key AS client_key, c.name AS client_name, e.client_no, e.occurred_at, e.recorded_at, e.import_no, e.note
FROM events e
JOIN sources s ON s.organization_id = e.organization_id AND s.no = e.source_no
JOIN event_kinds k ON k.organization_id = e.organization_id AND k.no = e.kind_no
JOIN clients c ON c.organization_id = e.organization_id AND c.no = e.client_no
WHERE e.organization_id = $1 AND e.seq > $2
ORDER BY e.seq
LIMIT $3
