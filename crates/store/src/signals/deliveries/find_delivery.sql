-- One delivery with its touch and its client.
SELECT d.seq, d.id, t.id AS touch_id, d.touchpoint_no, d.occurred_at, d.plan_version, d.checks, d.defects, d.self_score,
       t.direction, t.note, t.perception, t.emotion, t.recorded_at, c.id AS client_id, c.no AS client_no,
       c.key AS client_key, c.name AS client_name
FROM deliveries d
JOIN touches t ON t.organization_id = d.organization_id AND t.seq = d.seq
JOIN clients c ON c.organization_id = t.organization_id AND c.no = t.client_no
WHERE d.organization_id = $1 AND d.id = $2
