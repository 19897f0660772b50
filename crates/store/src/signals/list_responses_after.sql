-- A page of responses with all that was answered but the words, in the order of seq.
SELECT r.seq, r.id, r.external_id, s.key AS source, r.client_no, r.channel_no, r.occurred_at, r.recorded_at, r.import_no, r.answers
FROM responses r JOIN sources s ON s.organization_id = r.organization_id AND s.no = r.source_no
WHERE r.organization_id = $1 AND r.seq > $2
ORDER BY r.seq
LIMIT $3
